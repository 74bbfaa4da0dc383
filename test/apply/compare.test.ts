import {expect, test} from 'vitest';
import {isAsWritten} from '../../source/apply/compare.ts';
import type {Target} from '../../source/apply/target.ts';

const condition = (value: string) => ({Condition: {StringEquals: {'aws:PrincipalAccount': value}}});
const rule = (...blockedTypes: string[]) => [{algorithm: 'AES256', blockedTypes}];
const root = 'arn:aws:iam::111122223333:root';

test.each<[boolean, string, Target['kind'], unknown, unknown]>([
	[true, 'an account by its root', 'key-policy', {AWS: root}, {AWS: '111122223333'}],
	[false, 'another account', 'key-policy', {AWS: root}, {AWS: '444455556666'}],
	[
		false,
		'a root where a number was compared',
		'key-policy',
		condition(root),
		condition('111122223333'),
	],
	[true, 'true as a text', 'bucket-policy', {Bool: {x: 'true'}}, {Bool: {x: true}}],
	[true, 'names in another order', 'bucket-policy', {Action: ['b', 'a']}, {Action: ['a', 'b']}],
	[true, 'a name without its list', 'bucket-policy', {Action: 'a'}, {Action: ['a']}],
	[false, 'a name less', 'bucket-policy', {Action: ['a']}, {Action: ['a', 'b']}],
	[true, 'blocked types in another order', 'bucket-encryption', rule('a', 'b'), rule('b', 'a')],
	[true, 'no blocked types', 'bucket-encryption', [{algorithm: 'AES256'}], rule()],
	[false, 'a blocked type less', 'bucket-encryption', rule('a'), rule('a', 'b')],
])('what AWS gives is what was written: %s for %s', (isSame, _what, kind, current, written) => {
	expect(isAsWritten(kind, JSON.stringify(current), JSON.stringify(written))).toBe(isSame);
});
