import {describe, expect, test} from 'vitest';
import {
	consoleUrls,
	createKeyPath,
	createRoleUrl,
	encryptionPath,
	inlinePolicyPath,
	newPolicyName,
} from '../../source/aws/index.ts';
import {creativeForceConnection, iconikConnection, keyArn} from '../support/connections.ts';

describe('addresses of the console', () => {
	test('creating the role fills in the account and the encoded external ID', () => {
		expect(createRoleUrl('092392787187', 'a+b=c,d.e@f:g/h-i')).toBe(
			'https://console.aws.amazon.com/iam/home#/roles/create?step=selectEntities&trustedEntityType=AWS_ACCOUNT&awsAccount=092392787187&isThirdParty=true&externalId=a%2Bb%3Dc%2Cd.e%40f%3Ag%2Fh-i',
		);
	});

	test('the bucket opens at its permissions or its encryption', () => {
		expect(consoleUrls.bucket(iconikConnection())).toBe(
			'https://eu-central-1.console.aws.amazon.com/s3/buckets/acme-assets?region=eu-central-1&bucketType=general&tab=permissions',
		);
		expect(consoleUrls.encryption(iconikConnection())).toContain('&tab=properties');
	});

	test('a role name with signs is encoded', () => {
		const connection = creativeForceConnection({roleName: 'a+b@c'});
		expect(consoleUrls.role(connection)).toContain('/details/a%2Bb%40c?');
	});

	test('the key opens in its own region', () => {
		const kmsKeyArn = keyArn.replace('eu-central-1', 'us-west-2');
		expect(consoleUrls.key(creativeForceConnection({kmsKeyArn}))).toMatch(
			/^https:\/\/us-west-2\..*region=us-west-2#/,
		);
	});

	test('the ways in words lead up to the last button', () => {
		expect(encryptionPath('acme-assets')).toMatch(/^S3 > acme-assets > .* > Save changes$/);
		expect(createKeyPath('eu-central-1')).toMatch(/^KMS \(in eu-central-1\) > .* Finish$/);
		expect(inlinePolicyPath('AcmeAccess', 'acme-access')).toMatch(
			/AcmeAccess > Permissions > acme-access > Edit > JSON\. .* Save changes\.$/,
		);
	});

	test('a policy is named after its vendor, in the characters that AWS takes', () => {
		expect(newPolicyName('creative-force')).toBe('creative-force-access');
		expect(newPolicyName('a/b')).toBe('a-b-access');
	});

	test('no key, no address', () => {
		const connection = {bucket: 'acme-assets', region: 'eu-central-1'};
		expect(() => consoleUrls.key(connection)).toThrow('no KMS key');
	});
});
