import fc from 'fast-check';
import {afterEach, describe, expect, test} from 'vitest';
import {widthOf} from '../../../../source/terminal/index.ts';
import {checkIds} from '../../../../source/verify/index.ts';
import {CheckList} from '../../../../source/wizard/steps/verify/CheckList.tsx';
import type {Check} from '../../../../source/words/index.ts';
import {type Rendered, renderAt} from '../../support/render-at.ts';

let shown: Rendered | undefined;

afterEach(() => {
	shown?.instance.unmount();
	shown = undefined;
});

function linesOf(
	checks: readonly Check[],
	chosen: number,
	size: {readonly columns: number; readonly height: number},
): string[] {
	shown?.instance.unmount();
	shown = renderAt(
		<CheckList checks={checks} chosen={chosen} {...size} />,
		size.columns,
		// More than there may be, so that too many lines can be seen.
		size.height + 20,
	);
	return shown.frame().split('\n');
}

const words = fc
	.array(
		fc.oneof(
			fc.constantFrom('key', 'bücket', '文件', '👩‍👩‍👧', '\u{1B}[2J', 'a'.repeat(90), '\n'),
			fc.lorem(),
		),
		{maxLength: 40},
	)
	.map((parts) => parts.join(' '));

const checkLists: fc.Arbitrary<readonly Check[]> = fc
	.uniqueArray(fc.constantFrom(...checkIds), {minLength: 1})
	.chain((ids) =>
		fc.tuple(
			...ids.map((id) =>
				fc.record({
					id: fc.constant(id),
					status: fc.constantFrom('pass', 'fail', 'warn', 'unknown', 'skip'),
					required: fc.boolean(),
					title: fc.lorem({maxCount: 9}),
					reason: words,
					fix: fc.constant(''),
					code: fc.constant('not-seen'),
					cause: fc.constantFrom('one', 'other'),
				}),
			),
		),
	);

describe('the list of checks', () => {
	test.each([
		[60, 18],
		[80, 24],
	])(
		'in %i columns is never higher than its room and always shows the chosen one',
		(columns, rows) => {
			fc.assert(
				fc.property(
					checkLists,
					fc.nat(),
					fc.integer({min: 1, max: rows}),
					(checks, number, height) => {
						const chosen = number % checks.length;
						const lines = linesOf(checks, chosen, {columns, height});
						expect(lines.length).toBeLessThanOrEqual(height);
						expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
						const marked = lines.filter((line) => line.startsWith('▸'));
						expect(marked).toHaveLength(1);
						const title = checks[chosen]?.title ?? '';
						expect(marked[0]).toContain(title.slice(0, 20));
					},
				),
				{numRuns: 60},
			);
		},
	);

	const failing: readonly Check[] = checkIds.slice(0, 8).map((id) => ({
		id,
		status: 'fail',
		required: true,
		title: `Title of ${id}`,
		reason: 'One two three four five six seven eight nine ten. '.repeat(4).trim(),
		fix: '',
		code: 'not-seen',
		cause: 'not-seen',
	}));

	test('shows in full what was found of the chosen one, and of the others only its beginning', () => {
		const lines = linesOf(failing, 1, {columns: 60, height: 40});
		const at = lines.findIndex((line) => line.startsWith('▸ ✖ Title of bucket.exists'));
		expect(lines.slice(at + 1, at + 5).join(' ')).toContain('eight nine ten.');
		expect(lines[2]).toMatch(/ …$/u);
		expect(lines[3]).toContain('Title of bucket.exists');
	});

	test('shows of a check that is fine its title alone, until it is chosen', () => {
		const fine = failing.map((check) => ({...check, status: 'pass'}) as const);
		const lines = linesOf(fine, 0, {columns: 60, height: 40});
		expect(lines[1]).toContain('One two three');
		expect(lines.slice(-7).every((line) => line.includes('✔ Title of'))).toBe(true);
		expect(lines.at(-1)).toContain('✔ Title of bucket.policy');
	});

	test('says where one is where not all fits', () => {
		expect(linesOf(failing, 0, {columns: 60, height: 10}).at(-1)).toMatch(/^1-9 of \d+, down/u);
		expect(linesOf(failing, 7, {columns: 60, height: 10}).at(-1)).toMatch(/, up for more$/u);
		expect(linesOf(failing, 0, {columns: 60, height: 40}).join('\n')).not.toContain('for more');
	});

	test('tells the five ways to end apart without colour', () => {
		const statuses = ['fail', 'unknown', 'warn', 'pass', 'skip'] as const;
		const checks = statuses.map((status, index) => ({
			...(failing[index] as Check),
			status,
			reason: '',
		}));
		const signs = linesOf(checks, 0, {columns: 60, height: 40})
			.filter((line) => line.includes('Title'))
			.map((line) => line[2]);
		expect(new Set(signs).size).toBe(5);
		expect(signs).toEqual(['✖', '?', '!', '✔', '-']);
	});
});
