import {Box} from 'ink';
import {afterEach, describe, expect, test} from 'vitest';
import {Notes} from '../../../source/wizard/components/index.ts';
import {BodySizeContext} from '../../../source/wizard/hooks/index.ts';
import type {Note} from '../../../source/wizard/questions/question.ts';
import {type Rendered, renderAt} from '../support/render-at.ts';

const notes: readonly Note[] = [
	{text: 'The first note says something.'},
	{text: 'The second one\nhas two lines.', tone: 'dim'},
	{text: 'The third is the last.'},
];
let shown: Rendered | undefined;

afterEach(() => {
	shown?.instance.unmount();
	shown = undefined;
});

function withRoom(rows: number, hasMore = false): Rendered {
	shown = renderAt(
		<BodySizeContext value={{columns: 40, rows}}>
			<Box flexDirection="column" height={rows}>
				<Notes notes={notes} hasMore={hasMore} />
			</Box>
		</BodySizeContext>,
		40,
		24,
	);
	return shown;
}

const lines = ({frame}: Rendered): string[] => frame().trimEnd().split('\n');

describe('notes beside a question', () => {
	test('have air between them where there is room', () => {
		expect(lines(withRoom(6))).toEqual([
			'The first note says something.',
			'',
			'The second one',
			'has two lines.',
			'',
			'The third is the last.',
		]);
	});

	test('stand close where there is less', () => {
		expect(lines(withRoom(5))).toEqual([
			'The first note says something.',
			'The second one',
			'has two lines.',
			'The third is the last.',
		]);
	});

	test('are shown whole or not at all, and the last line says where the rest is', () => {
		for (const rows of [2, 3]) {
			expect(lines(withRoom(rows))).toEqual([
				'The first note says something.',
				'Press ? for more.',
			]);
			shown?.instance.unmount();
		}
	});

	test('say that the help has more where it does', () => {
		expect(lines(withRoom(9, true)).at(-1)).toBe('Press ? for more.');
		shown?.instance.unmount();
		expect(lines(withRoom(4, true)).at(-1)).toBe('Press ? for more.');
	});
});
