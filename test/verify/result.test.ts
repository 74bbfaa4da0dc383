import {describe, expect, test} from 'vitest';
import {verdictOf} from '../../source/verify/result.ts';

const check = (status: 'pass' | 'fail' | 'warn' | 'unknown' | 'skip', required = true) => ({
	status,
	required,
});

describe('the verdict', () => {
	test('is fail as soon as one check failed, whatever is unknown beside it', () => {
		expect(verdictOf([check('pass'), check('unknown'), check('fail')])).toBe('fail');
	});

	test('is unknown where a required check could not tell', () => {
		expect(verdictOf([check('pass'), check('unknown')])).toBe('unknown');
	});

	test('is pass where only a check that is not required could not tell', () => {
		expect(verdictOf([check('pass'), check('unknown', false)])).toBe('pass');
	});

	test('is pass with warnings and with checks that do not apply', () => {
		expect(verdictOf([check('warn'), check('skip', false)])).toBe('pass');
	});
});
