import {readdirSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {formPlace, vendorSteps} from '../../source/documents/index.ts';
import {exampleConnection} from '../../source/rehearsal/index.ts';
import {builtInProfiles, checkProfile, doubtsOf} from '../../source/vendors/index.ts';
import {profileJsonSchema} from '../../source/vendors/json-schema.ts';
import publishedSchema from '../../source/vendors/profile.schema.json' with {type: 'json'};
import {creativeForce, creativeForceConnection, iconik, profileOf} from '../support/connections.ts';
import {editedProfile, profileText} from './edit-profile.ts';

describe('built-in profiles', () => {
	test('are all the profiles beside the loader', () => {
		const files = readdirSync(new URL('../../source/vendors', import.meta.url))
			.filter((file) => file.endsWith('.json') && file !== 'profile.schema.json')
			.map((file) => file.replace(/\.json$/, ''));
		expect(builtInProfiles.map(({id}) => id)).toEqual(files.sort());
	});

	test.each(builtInProfiles)('$id passes the check of profiles', (builtIn) => {
		const {profile, problems} = checkProfile(profileText(builtIn.id), `${builtIn.id}.json`);
		expect(problems).toEqual([]);
		expect(profile).toEqual(builtIn);
	});

	test('no profile is given for a text with a mistake', () => {
		const {profile, problems} = checkProfile(editedProfile('iconik', {id: 'Acme!'}), 'x');
		expect(profile).toBeUndefined();
		expect(problems).toHaveLength(1);
	});

	test('ids are unique', () => {
		const ids = builtInProfiles.map(({id}) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

test('the published JSON schema is up to date (else: npm run schema)', () => {
	expect(publishedSchema).toEqual(JSON.parse(profileJsonSchema()));
});

test('a profile may name its schema for editors, and the profile is the same without it', () => {
	const text = profileText('iconik').replace('{', '{"$schema": "./profile.schema.json",');
	expect(checkProfile(text, 'x').profile).toEqual(builtInProfiles.find(({id}) => id === 'iconik'));
});

describe('the built-in profiles', () => {
	test.each(builtInProfiles)('of $id names its article among its sources', ({article, sources}) => {
		expect(sources?.map(({address}) => address)).toContain(article);
	});

	test('say of Creative Force where its form is for each purpose', () => {
		const connectionFor = (purpose: string) => creativeForceConnection({purpose});
		expect(formPlace(connectionFor('data-source'), creativeForce)).toBe(
			'Gamma > Studio settings > Data sources > Add',
		);
		expect(formPlace(connectionFor('asset-delivery'), creativeForce)).toBe(
			'Gamma > Studio Settings > Workspaces > Edit > Delivery Options > Add',
		);
	});

	test('say of Snowflake and Datadog what no page confirms', () => {
		const unconfirmed = (id: string) =>
			doubtsOf(profileOf(id))
				.filter(({kind}) => kind === 'unconfirmed')
				.map(({part, name}) => `${part} ${name}`);
		expect(unconfirmed('snowflake')).toContain('document role-policy');
		expect(unconfirmed('datadog')).toContain('field Prefix directory');
		expect(unconfirmed('segment')).toEqual([]);
		expect(unconfirmed('wandb')).toEqual(['field Bucket location']);
	});

	test('say of Creative Force that its article has no condition on the service that uses the key', () => {
		const narrower = doubtsOf(creativeForce).filter(({isNarrower}) => isNarrower === true);
		expect(narrower).toContainEqual({
			kind: 'inferred',
			part: 'statement',
			name: 'KMS',
			document: 'role-policy',
			isNarrower: true,
		});
	});

	test('have Snowflake test by its own function what the purpose allows, in the folder', () => {
		const snowflake = profileOf('snowflake');
		const toldFor = (purpose: string, folder: string | undefined) => {
			const {folder: _example, ...rest} = exampleConnection(snowflake, {
				purpose,
				encryption: 'SSE-S3',
			});
			return vendorSteps({...rest, ...(folder !== undefined && {folder})}, snowflake).after.join(
				' ',
			);
		};
		expect(toldFor('load', 'landing')).toContain(
			"SYSTEM$VALIDATE_STORAGE_INTEGRATION('S3_INTEGRATION', 's3://acme-assets/landing/', 'NAME_OF_THE_FILE', 'read')",
		);
		expect(toldFor('load', 'landing')).toContain("Do not use 'write', 'delete' or 'all'");
		expect(toldFor('load-unload', undefined)).toContain(
			"SYSTEM$VALIDATE_STORAGE_INTEGRATION('S3_INTEGRATION', 's3://acme-assets/', 'test.txt', 'all')",
		);
		expect(toldFor('load-unload', undefined)).not.toContain("'read'");
	});

	test('take a KMS key only where a statement for it is confirmed', () => {
		expect(
			builtInProfiles.filter(({encryption}) => encryption.includes('SSE-KMS')).map(({id}) => id),
		).toEqual(['creative-force', 'datadog', 'iconik', 'segment', 'wandb']);
		expect(profileOf('snowflake').leftOut).toContainEqual(expect.stringContaining('KMS key'));
	});

	test('say of iconik what no article says', () => {
		const inferred = doubtsOf(iconik).map(({part, name}) => `${part} ${name}`);
		expect(inferred).toContain('purpose Read-only storage');
		expect(inferred).toContain('statement IconikBucketAccess');
		expect(inferred).not.toContain('field Use iconik-managed credentials');
	});
});
