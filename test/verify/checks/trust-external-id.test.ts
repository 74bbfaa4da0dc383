import {describe} from 'vitest';
import {type CheckCase, testCases} from '../../support/check-cases.ts';
import {withAdded} from '../../support/snapshots.ts';

import {
	added,
	asking,
	changed,
	externalId,
	healthy,
	own,
	root,
	trusting,
	under,
} from '../../support/trust-accounts.ts';

const idCases: CheckCase[] = [
	{name: 'it is the same', snapshot: healthy, status: 'pass'},
	{
		name: 'there is no condition',
		snapshot: changed({Condition: undefined}),
		status: 'fail',
		says: /does not ask/,
		blame: {index: 0},
	},
	{
		name: 'a blank stands at the end',
		snapshot: asking(`${externalId} `),
		status: 'fail',
		says: /"2f6b0f0e-acme␣" \(a blank at the end\)/,
	},
	{
		name: 'a line break stands at the end',
		snapshot: asking(`${externalId}\n`),
		status: 'fail',
		says: /\\u000a" \(a blank at the end\)/,
	},
	{
		name: 'a blank stands at the beginning',
		snapshot: asking(` ${externalId}`),
		status: 'fail',
		says: /a blank at the beginning/,
	},
	{
		name: 'an invisible character is in it',
		snapshot: asking('2f6b0f0e\u200b-acme'),
		status: 'fail',
		says: /\\u200b.*invisible/,
	},
	{
		name: 'the case differs',
		snapshot: asking('2F6B0F0E-ACME'),
		status: 'fail',
		says: /upper and lower case/,
	},
	{
		name: 'a letter looks like a digit',
		snapshot: asking('2f6bOf0e-acme'),
		status: 'fail',
		says: /character 5 looks like "0", but is "O"/,
	},
	{
		name: 'its hyphen is a dash',
		snapshot: asking('2f6b0f0e–acme'),
		status: 'fail',
		says: /looks like "-"/,
	},
	{
		name: 'it is cut off',
		snapshot: asking('2f6b0f0e-acm'),
		status: 'fail',
		says: /ends too early: the last character is missing/,
	},
	{
		name: 'it goes on',
		snapshot: asking('2f6b0f0e-acme-old'),
		status: 'fail',
		says: /"-old" is extra/,
	},
	{
		name: 'it is another one',
		snapshot: asking('something-else'),
		status: 'fail',
		says: /a different value/,
	},
	{
		name: 'the key is called aws:ExternalId',
		snapshot: under({StringEquals: {'aws:ExternalId': externalId}}),
		status: 'fail',
		says: /aws:ExternalId/,
		fix: /sts:ExternalId/,
	},
	{
		name: 'the key is in lower case',
		snapshot: under({StringEquals: {'sts:externalid': externalId}}),
		status: 'pass',
	},
	{
		name: 'the operator is a negated one',
		snapshot: asking(externalId, 'StringNotEquals'),
		status: 'fail',
		says: /StringNotEquals/,
	},
	{name: 'several IDs are accepted', snapshot: asking(['another-one', externalId]), status: 'pass'},
	{name: 'a pattern fits', snapshot: asking('2f6b*', 'StringLike'), status: 'warn'},
	{
		name: 'case is ignored',
		snapshot: asking('2F6B0F0E-ACME', 'StringEqualsIgnoreCase'),
		status: 'warn',
	},
	{
		name: 'it counts only if sent',
		snapshot: asking(externalId, 'StringEqualsIfExists'),
		status: 'pass',
	},
	{
		name: 'another statement does not ask for it',
		snapshot: added({
			Sid: 'Old',
			Effect: 'Allow',
			Principal: {AWS: root},
			Action: 'sts:AssumeRole',
		}),
		status: 'fail',
		blame: {sid: 'Old', index: 1},
	},
	{
		name: 'a Deny asks for it instead',
		snapshot: withAdded(changed({Condition: undefined}), 'trust-policy', {
			Effect: 'Deny',
			Principal: '*',
			Action: 'sts:AssumeRole',
			Condition: {StringNotEquals: {'sts:ExternalId': externalId}},
		}),
		status: 'pass',
	},
	{
		name: 'a Deny asks for another one',
		snapshot: added({
			Sid: 'Guard',
			Effect: 'Deny',
			Principal: '*',
			Action: 'sts:AssumeRole',
			Condition: {StringNotEquals: {'sts:ExternalId': '2f6b0f0e-acmе'}},
		}),
		status: 'fail',
		says: /Guard.*looks like/,
		blame: {sid: 'Guard', index: 1},
	},
	{name: 'the vendor is not trusted at all', snapshot: trusting('222233334444'), status: 'skip'},
].map((item) => ({...own, id: 'trust.external-id', ...item}) as CheckCase);

describe('trust.external-id', () => {
	testCases(idCases);
});
