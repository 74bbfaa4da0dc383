import {test} from 'vitest';
import {mistakeOf, rowsOf} from './support/condition-rows.ts';
import {expectNoMistakes} from './support/findings.ts';

test.each(rowsOf('sts'))(
	'a condition on %s in what decides about the role counts as the request has it',
	(_key, rows) => {
		expectNoMistakes(rows.map((row, turn) => mistakeOf(row, turn)));
	},
);
