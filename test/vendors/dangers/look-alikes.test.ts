import {describe, expect, test} from 'vitest';
import {resembles} from '../../../source/vendors/dangers/look-alikes.ts';

describe('resembles', () => {
	test.each([
		'iconik',
		'ICONIK',
		' i c-o_n.i\tk ',
		'icon\u200bik',
		'\u0456\u0441\u043en\u0456k',
		'1con1k',
		'Ic\u00f6nik',
		'\u{1d422}conik',
	])('takes %j for iconik', (text) => {
		expect(resembles(text, 'iconik')).toBe('whole');
	});

	test.each(['iconik Storage', 'my-iconik', 'Not 1conik at all'])('finds it within %j', (text) => {
		expect(resembles(text, 'iconik')).toBe('part');
	});

	test.each(['', 'icon', 'ikonic', 'Acme', 'Creative', '\u65e5\u672c'])(
		'sees no iconik in %j',
		(text) => {
			expect(resembles(text, 'iconik')).toBeUndefined();
		},
	);
});
