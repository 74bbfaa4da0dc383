import {describe, expect, test} from 'vitest';
import {formHint} from '../../../source/words/unseen.ts';
import {finalFields, formRoles} from '../../../source/words/vendor/index.ts';
import {creativeForce, iconik} from '../../support/connections.ts';
import {customerRoleText, profileIn, takesStatement} from '../../support/feature-profiles.ts';

describe('the form of a vendor in words', () => {
	test('names the fields that nobody can change later', () => {
		const fields = [
			{label: 'Role', value: 'a'},
			{label: 'Bucket', value: 'b', isFinal: true},
			{label: 'Region', value: 'c', isFinal: true},
		] as const;
		expect(finalFields(fields, iconik)).toBe(
			'"Bucket", "Region" cannot be changed later in iconik: look twice before you save.',
		);
		expect(finalFields(fields.slice(0, 1), iconik)).toBeUndefined();
	});

	test('names the roles that are needed', () => {
		expect(formRoles(iconik)).toBe(
			'Whoever fills in the form needs these roles in iconik: Admin, Read storage, Write storage.',
		);
		expect(formRoles(creativeForce)).toBeUndefined();
	});

	test('is named where a value has to be put into it, and so is a statement in its place', () => {
		const profile = profileIn(customerRoleText(takesStatement));
		expect(formHint(profile, 'bucket')).toBe(' and into the SQL for Acme');
		expect(formHint(profile, 'externalId')).toBe('');
		expect(formHint(iconik, 'bucket')).toBe(' and into "Bucket" of the form of iconik');
	});
});
