import {describe, expect, test} from 'vitest';
import type {CheckStatus} from '../../../../source/verify/index.ts';
import {accessLabel} from '../../../../source/wizard/access.ts';
import {asPasted, shownChecks} from '../../../../source/wizard/steps/verify/findings.ts';
import type {Check} from '../../../../source/words/index.ts';

function check(status: CheckStatus): Check {
	return {
		id: 'bucket.exists',
		status,
		required: true,
		title: status,
		reason: '',
		fix: '',
		code: 'exists',
		cause: 'exists',
	};
}

const every: readonly Check[] = (['skip', 'pass', 'warn', 'unknown', 'fail', 'pass'] as const).map(
	check,
);

const statusesOf = (checks: readonly Check[]) => checks.map(({status}) => status);

describe('the checks', () => {
	test('are shown without what is fine unless all are asked for', () => {
		expect(statusesOf(shownChecks(every, false))).toEqual(['fail', 'unknown', 'warn']);
		expect(statusesOf(shownChecks(every, true))).toHaveLength(every.length);
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
	const unseen = (missing?: string): Check => ({
		...check('unknown'),
		fix: 'Put it there.',
		unseen: [{why: {status: 'not-looked', reason: 'Not here.', ...(missing && {missing})}}],
	});

	test('speaks of no file where a setting cannot be pasted', () => {
		const {reason, fix, status} = asPasted(unseen('bucket'));
		expect(status).toBe('unknown');
		expect(`${reason} ${fix}`).not.toContain('.json');
		expect(fix).toContain('AWS console');
	});

	test('asks for a policy that was not pasted', () => {
		expect(asPasted(unseen('trust-policy')).fix).toContain('paste it');
	});

	test('stays as it is where something else is unknown', () => {
		for (const other of [unseen(), check('unknown'), check('pass')]) {
			expect(asPasted(other)).toBe(other);
		}
	});
});
