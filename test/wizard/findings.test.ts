import {describe, expect, test} from 'vitest';
import type {CheckStatus} from '../../source/verify/index.ts';
import {accessLabel} from '../../source/wizard/access.ts';
import {asPasted, countChecks, sortChecks, verdictSentence} from '../../source/wizard/findings.ts';
import type {Check} from '../../source/words/index.ts';

function check(status: CheckStatus): Check {
	return {
		id: 'bucket.exists',
		status,
		required: true,
		title: status,
		reason: '',
		fix: '',
		code: 'exists',
	};
}

const every: readonly Check[] = (['skip', 'pass', 'warn', 'unknown', 'fail', 'pass'] as const).map(
	check,
);

const statusesOf = (checks: readonly Check[]) => checks.map(({status}) => status);

describe('the checks', () => {
	test('are counted by how they ended', () => {
		expect(countChecks(every)).toEqual({failed: 1, warned: 1, unknown: 1, passed: 2, skipped: 1});
	});

	test('come with the failures first, and without what is fine unless all are asked for', () => {
		expect(statusesOf(sortChecks(every, false))).toEqual(['fail', 'unknown', 'warn']);
		expect(statusesOf(sortChecks(every, true))).toEqual([
			'fail',
			'unknown',
			'warn',
			'pass',
			'pass',
			'skip',
		]);
	});
});

describe('the verdict', () => {
	const none = {failed: 0, warned: 0, unknown: 0, passed: 28, skipped: 0};

	test('says how much is wrong', () => {
		expect(verdictSentence({...none, failed: 1}, 0, 'iconik')).toMatch(/^One thing is wrong/u);
		expect(verdictSentence({...none, failed: 3}, 2, 'iconik')).toMatch(/^3 things are wrong/u);
	});

	test('does not say that all agree where something that matters was not seen', () => {
		const sentence = verdictSentence({...none, unknown: 1}, 1, 'iconik');
		expect(sentence).toContain('not everything could be seen');
		expect(sentence).not.toContain('agree');
		expect(verdictSentence(none, 0, 'iconik')).toContain('The policies agree: iconik gets in');
	});
});

describe('the way into the account', () => {
	test('is named with the account where one is signed in', () => {
		expect(accessLabel({kind: 'guided'}, undefined)).toBe('guided, no AWS');
		expect(accessLabel({kind: 'environment'}, '111122223333')).toBe('AWS, account 111122223333');
		expect(accessLabel({kind: 'profile', profile: 'work'}, undefined)).toBe('AWS profile work');
		expect(accessLabel({kind: 'practice'}, '111122223333')).toContain('PRACTICE');
	});

	test('never hands a control character of a profile’s name to the terminal', () => {
		expect(accessLabel({kind: 'profile', profile: 'a\u{1B}[2J\u{202E}'}, undefined)).toBe(
			'AWS profile a\\u001b[2J\\u202e',
		);
	});
});

describe('a check on pasted policies', () => {
	const unseen = (reason: string): Check => ({...check('unknown'), reason, fix: 'Put it there.'});

	test('speaks of no file where a setting cannot be pasted', () => {
		const {reason, fix, status} = asPasted(unseen('bucket.json was not handed in.'));
		expect(status).toBe('unknown');
		expect(`${reason} ${fix}`).not.toContain('.json');
		expect(fix).toContain('AWS console');
	});

	test('asks for a policy that was not pasted', () => {
		const {fix} = asPasted(
			unseen('The trust policy could not be seen: trust-policy.json was not handed in.'),
		);
		expect(fix).toContain('paste it');
	});

	test('stays as it is where something else is unknown', () => {
		const other = unseen('It depends on aws:SourceIp.');
		expect(asPasted(other)).toBe(other);
		expect(asPasted(check('pass'))).toEqual(check('pass'));
	});
});
