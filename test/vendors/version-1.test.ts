import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {buildDocuments, documentText, formValues} from '../../source/documents/index.ts';
import {checkProfile, type VendorProfile} from '../../source/vendors/index.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
} from '../support/connections.ts';

/** A profile of the first version of the format, as the built-in ones once were, under a name of its own. */
function profileOf(id: 'creative-force' | 'iconik'): VendorProfile {
	const text = readFileSync(new URL(`./version-1/${id}.json`, import.meta.url), 'utf8');
	const own = {...(JSON.parse(text) as object), id: 'acme', name: 'Acme'};
	const {profile, problems} = checkProfile(JSON.stringify(own), 'acme.json');
	expect(problems).toEqual([]);
	if (profile === undefined) {
		throw new Error('There is no profile.');
	}

	return profile;
}

describe('a profile of version 1', () => {
	test.each([
		['creative-force', creativeForceConnection(), creativeForce],
		['creative-force', creativeForceConnection({purpose: 'data-source'}), creativeForce],
		['iconik', iconikConnection(), iconik],
		['iconik', iconikConnection({purpose: 'read-only'}), iconik],
	] as const)('of %s still makes the same documents and form', (id, connection, builtIn) => {
		const profile = profileOf(id);
		for (const leastPrivilege of [false, true]) {
			const textsOf = (one: VendorProfile) =>
				buildDocuments(connection, one, {leastPrivilege}).map(({document}) =>
					documentText(document),
				);
			expect(textsOf(profile)).toEqual(textsOf(builtIn));
		}

		expect(formValues(connection, profile)).toEqual(formValues(connection, builtIn));
	});
});
