import {expect, test} from 'vitest';
import {lowered} from '../../source/words/statements.ts';

test('a sentence goes on with a small letter, and what is written in capitals stays', () => {
	expect(lowered('The setting could not be seen.')).toBe('the setting could not be seen.');
	expect(lowered('AWS does not know these credentials.')).toBe(
		'AWS does not know these credentials.',
	);
});
