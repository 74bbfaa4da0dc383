import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {kmsAcrossAccounts} from '../../../source/aws/actions/across-accounts.ts';
import actionsFile from '../../../source/aws/actions/actions.json' with {type: 'json'};
import {
	actionsOn,
	carries,
	findAction,
	isListedKey,
	type KnownAction,
	worksAcrossAccounts,
} from '../../../source/aws/actions/index.ts';
import {actionServices, actionTargets} from '../../../source/aws/actions/list.ts';

const action = (name: string): KnownAction => {
	const found = findAction(name);
	if (found === undefined) {
		throw new Error(`There is no action ${name}.`);
	}

	return found;
};

const allActions = actionServices.flatMap((service) =>
	actionsFile.services[service].actions.map(({name}) => action(`${service}:${name}`)),
);

describe('every action', () => {
	test('is in the list once, in alphabetical order', () => {
		for (const service of actionServices) {
			const names = actionsFile.services[service].actions.map(({name}) => name);
			expect(names).toEqual([...new Set(names)].sort());
		}

		expect(allActions.length).toBeGreaterThan(250);
	});

	test('has a name, targets and condition keys of the agreed form', () => {
		for (const {name, targets, conditionKeys} of allActions) {
			expect(name).toMatch(/^(s3|kms|sts):[A-Z][A-Za-z]+$/);
			expect(targets).toEqual(actionTargets.filter((target) => targets.includes(target)));
			for (const key of conditionKeys) {
				expect(key).toMatch(/^[a-z0-9.-]+(\/[a-z0-9./_-]+)?[:/][a-z0-9_:./-]*$/);
			}
		}
	});

	test('finds all its keys in the table of its service, which holds no others', () => {
		for (const service of actionServices) {
			const {keys, actions} = actionsFile.services[service];
			expect(keys).toEqual([...new Set(keys)].sort());
			const places = new Set<number>(actions.flatMap((each) => each.keys));
			expect([...places].sort((a, b) => a - b)).toEqual([...keys.keys()]);
		}
	});

	test('is of the service whose resources it can be asked of', () => {
		const services = actionTargets.map((target) => [
			target,
			...new Set(actionsOn(target).map(({name}) => name.split(':')[0])),
		]);
		expect(services).toEqual([
			['bucket', 's3'],
			['object', 's3'],
			['key', 'kms'],
			['role', 'sts'],
		]);
	});
});

describe('the actions on a kind of resource', () => {
	test.each([
		['bucket', 's3:ListBucket'],
		['bucket', 's3:ListBucketVersions'],
		['bucket', 's3:PutBucketPolicy'],
		['object', 's3:GetObject'],
		['object', 's3:GetObjectVersion'],
		['object', 's3:PutObject'],
		['key', 'kms:CreateGrant'],
		['key', 'kms:Decapsulate'],
		['key', 'kms:Decrypt'],
		['key', 'kms:Encapsulate'],
		['key', 'kms:ReEncryptFrom'],
		['role', 'sts:AssumeRole'],
		['role', 'sts:AssumeRoleWithSAML'],
		['role', 'sts:AssumeRoleWithWebIdentity'],
		['role', 'sts:TagSession'],
	] as const)('%s hold %s, and it has no other target', (target, name) => {
		expect(actionsOn(target)).toContain(action(name));
		expect(action(name).targets).toEqual([target]);
	});

	test.each([
		's3:ListAllMyBuckets',
		's3:CreateJob',
		's3:GetAccessPointPolicy',
		'kms:CreateKey',
		'kms:GenerateRandom',
		'sts:GetCallerIdentity',
	])('do not hold %s, which is known all the same', (name) => {
		expect(action(name).targets).toEqual([]);
	});

	test('are collected once', () => {
		expect(actionsOn('bucket')).toBe(actionsOn('bucket'));
	});
});

describe('an action', () => {
	test('is found in any case, under the name that AWS writes', () => {
		expect(findAction('S3:getOBJECT')?.name).toBe('s3:GetObject');
		expect(findAction('s3:getobject')).toBe(findAction('s3:GetObject'));
	});

	test.each(['s3:GetObjects', 's3:*', 's3:Get*', 'GetObject', 's3express:CreateSession', ''])(
		'is not found by the name %j',
		(name) => {
			expect(findAction(name)).toBeUndefined();
		},
	);

	test.each([
		['s3:GetObject', 's3:ExistingObjectTag/'],
		['s3:GetObject', 's3:ExistingObjectTag/Team/Project:1'],
		['s3:GetObject', 'S3:EXISTINGOBJECTTAG/team'],
		['s3:GetObject', 's3:TlsVersion'],
		['s3:GetObject', 's3:BucketTag/team'],
		['s3:GetObject', 's3:DataAccessPointAccount'],
		['s3:GetObjectVersion', 's3:VersionId'],
		['s3:ListBucket', 's3:prefix'],
		['s3:ListBucket', 's3:delimiter'],
		['s3:ListBucket', 's3:max-keys'],
		['s3:ListBucket', 's3:DataAccessPointArn'],
		['s3:ListBucketVersions', 's3:prefix'],
		['s3:PutObject', 's3:x-amz-acl'],
		['s3:PutObject', 's3:x-amz-server-side-encryption'],
		['s3:PutObject', 's3:x-amz-server-side-encryption-aws-kms-key-id'],
		['s3:PutObject', 's3:RequestObjectTag/team'],
		['s3:PutBucketPolicy', 's3:ResourceAccount'],
		['kms:Decrypt', 'kms:ViaService'],
		['kms:Decrypt', 'kms:CallerAccount'],
		['kms:Decrypt', 'kms:EncryptionContext:'],
		['kms:Decrypt', 'kms:EncryptionContext:aws:s3:arn'],
		['kms:Decrypt', 'kms:EncryptionContextKeys'],
		['kms:Decrypt', 'kms:ResourceAliases'],
		['kms:Decrypt', 'kms:KeySpec'],
		['kms:Decrypt', 'kms:CustomerMasterKeySpec'],
		['kms:Decrypt', 'aws:ResourceTag/team'],
		['kms:CreateKey', 'kms:CustomerMasterKeyUsage'],
		['kms:Encapsulate', 'kms:ViaService'],
		['kms:Encapsulate', 'kms:KeyUsage'],
		['kms:CreateGrant', 'kms:GrantIsForAWSResource'],
		['sts:AssumeRole', 'sts:ExternalId'],
		['sts:AssumeRole', 'iam:ResourceTag/team'],
		['sts:AssumeRole', 'aws:RequestTag/team'],
		['sts:AssumeRoleWithSAML', 'saml:aud'],
		['sts:AssumeRoleWithWebIdentity', 'token.actions.githubusercontent.com:repository'],
		['sts:AssumeRoleWithWebIdentity', 'token.actions.githubusercontent.com/example:repository'],
	])('%s carries %s', (name, key) => {
		expect(carries(action(name), key)).toBe(true);
	});

	test.each([
		['s3:GetObject', 's3:prefix'],
		['s3:GetObject', 's3:ExistingObjectTag'],
		['s3:GetObject', 's3:x-amz-acl'],
		['s3:GetObject', 's3:VersionId'],
		['s3:ListBucket', 's3:ExistingObjectTag/team'],
		['s3:PutBucketPolicy', 's3:DataAccessPointArn'],
		['s3:PutObject', 'aws:SourceIp'],
		['s3:PutObject', 's3:'],
		['kms:Decrypt', 'kms:GrantIsForAWSResource'],
		['kms:Decrypt', 'kms:EncryptionContext'],
		['kms:GenerateMac', 'kms:EncryptionContext:team'],
		['sts:AssumeRole', 'kms:ViaService'],
		['sts:AssumeRoleWithWebIdentity', 'sts:ExternalId'],
		['sts:AssumeRole', ''],
	])('%s does not carry %j', (name, key) => {
		expect(carries(action(name), key)).toBe(false);
	});
});

describe('a condition key', () => {
	test.each([
		['s3', 's3:Prefix'],
		['s3', 's3:RequestJobPriority'],
		['s3', 'aws:RequestTag/team'],
		['s3', 'aws:TagKeys'],
		['kms', 'aws:ResourceTag/team'],
		['kms', 'kms:encryptioncontext:team'],
		['sts', 'sts:ExternalId'],
		['sts', 'saml:sub'],
	] as const)('of %s is listed: %s', (service, key) => {
		expect(isListedKey(service, key)).toBe(true);
	});

	test.each([
		['s3', 'aws:SourceIp'],
		['s3', 'aws:PrincipalTag/team'],
		['s3', 's3:Prefixes'],
		['s3', 'kms:ViaService'],
		['kms', 'aws:PrincipalOrgID'],
		['kms', 's3:prefix'],
		['sts', 'aws:MultiFactorAuthPresent'],
		['sts', 'oidc.example.com:sub'],
	] as const)('of %s is not listed: %s', (service, key) => {
		expect(isListedKey(service, key)).toBe(false);
	});

	test('is listed where an action carries it', () => {
		for (const {name, conditionKeys} of allActions) {
			const service = actionServices.find((each) => name.startsWith(`${each}:`)) ?? 's3';
			expect(conditionKeys.filter((key) => !isListedKey(service, key))).toEqual([]);
		}
	});

	test('for all services is listed only if it is about tags', () => {
		const global = actionServices.flatMap((service) =>
			actionsFile.services[service].keys.filter((key) => key.startsWith('aws:')),
		);
		expect([...new Set(global)].sort()).toEqual([
			'aws:requesttag/',
			'aws:resourcetag/',
			'aws:tagkeys',
		]);
	});
});

describe('across accounts', () => {
	test.each([
		's3:PutObject',
		'sts:AssumeRole',
		'kms:Decrypt',
		'KMS:reencryptfrom',
		'kms:ListGrants',
	])('%s works', (name) => {
		expect(worksAcrossAccounts(name)).toBe(true);
	});

	test.each(['kms:PutKeyPolicy', 'KMS:schedulekeydeletion', 'kms:ListKeys', 'kms:CreateAlias'])(
		'%s does not work',
		(name) => {
			expect(worksAcrossAccounts(name)).toBe(false);
		},
	);

	test('every permission of KMS that works is an action on a key', () => {
		expect(kmsAcrossAccounts.filter((name) => !action(name).targets.includes('key'))).toEqual([]);
	});

	// AWS says of each operation whether it can be used across accounts, and the SDK comes with what AWS says.
	test('an operation of KMS works where AWS says "Cross-account use: Yes" of it', () => {
		const folder = new URL(
			'../../../node_modules/@aws-sdk/client-kms/dist-types/commands/',
			import.meta.url,
		);
		const works = readdirSync(folder).flatMap((file) => {
			const operation = /^(\w+)Command\.d\.ts$/.exec(file)?.[1];
			const isUsed = /<b>Cross-account use<\/b>: Yes/.test(
				readFileSync(new URL(file, folder), 'utf8'),
			);
			return operation !== undefined && isUsed ? [operation] : [];
		});
		// Moving a text from one key to another asks for a permission on each.
		const permissions = works.flatMap((operation) =>
			operation === 'ReEncrypt' ? ['ReEncryptFrom', 'ReEncryptTo'] : operation,
		);
		expect(permissions.map((name) => `kms:${name}`).sort()).toEqual([...kmsAcrossAccounts].sort());
	});
});
