import fc from 'fast-check';
import {afterEach, describe, expect, test} from 'vitest';
import {widthOf} from '../../../source/terminal/index.ts';
import {
	documentRows,
	drawable,
	positionText,
} from '../../../source/wizard/components/document-rows.ts';
import {highlightRanges, spansBetween} from '../../../source/wizard/components/highlight.ts';
import {DocumentView} from '../../../source/wizard/components/index.ts';
import {theme} from '../../../source/wizard/theme.ts';
import {type Rendered, renderAt} from '../support/render-at.ts';

const esc = '\u{1B}';
const policy = JSON.stringify(
	{
		Version: '2012-10-17',
		Statement: Array.from({length: 12}, (_, index) => ({
			Sid: `Statement${index}`,
			Effect: 'Allow',
			Resource: `arn:aws:s3:::acme-assets/${'long/'.repeat(index * 3)}*`,
		})),
	},
	undefined,
	2,
);
let shown: Rendered | undefined;

afterEach(() => {
	shown?.instance.unmount();
	shown = undefined;
});

const view = (text: string, height: number, columns = 80) => {
	const rendered = renderAt(
		<DocumentView text={text} height={height} columns={columns} highlight="json" />,
		columns,
	);
	shown = rendered;
	return rendered;
};

describe('a document', () => {
	test.each([
		[1, 80],
		[2, 80],
		[3, 80],
		[5, 60],
		[16, 80],
		[30, 120],
		[400, 200],
	])('takes no more than %i rows of %i columns', (height, columns) => {
		const lines = view(policy, height, columns).frame().split('\n');
		expect(lines.length).toBeLessThanOrEqual(height);
		expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
	});

	test('has nothing but itself on its lines', () => {
		const lines = view('{\n  "a": [1, true, "x"]\n}', 10).frame().split('\n');
		expect(lines).toEqual(['─'.repeat(80), '{', '  "a": [1, true, "x"]', '}', '─'.repeat(80)]);
	});

	test('says where one is, and scrolls by line, by page and to the ends', async () => {
		const text = Array.from({length: 33}, (_, index) => `line ${index + 1}`).join('\n');
		const {frame, send, waitFor} = view(text, 7);
		expect(frame().split('\n').at(-1)).toMatch(/^─+ 1-5 of 33, down for more$/u);
		expect(widthOf(frame().split('\n').at(-1) ?? '')).toBe(80);
		send(`${esc}[B${esc}[B`);
		await waitFor(' 3-7 of 33, up or down for more');
		send(`${esc}[6~`);
		await waitFor(' 7-11 of 33');
		send(`${esc}[F`);
		await waitFor(' 29-33 of 33, up for more');
		send(`${esc}[B${esc}[B${esc}[A`);
		await waitFor(' 28-32 of 33');
		expect(frame()).toContain('line 28');
		send(`${esc}[5~${esc}[H`);
		await waitFor(' 1-5 of 33');
	});

	test('begins at the top again when another text is shown', async () => {
		const lines = (word: string) =>
			Array.from({length: 20}, (_, index) => `${word} ${index + 1}`).join('\n');
		const {frame, send, waitFor, instance} = view(lines('old'), 5);
		send(`${esc}[F`);
		await waitFor('old 20');
		instance.rerender(<DocumentView text={lines('new')} height={5} columns={80} />);
		await waitFor('new 1\n');
		expect(frame()).toContain('1-3 of 20');
	});

	test('stays in its text when the window grows', async () => {
		const text = Array.from({length: 20}, (_, index) => `line ${index + 1}`).join('\n');
		const {frame, send, waitFor, instance} = view(text, 5);
		send(`${esc}[F`);
		await waitFor('18-20 of 20');
		instance.rerender(<DocumentView text={text} height={12} columns={80} />);
		await waitFor('11-20 of 20');
		expect(frame().split('\n')).toHaveLength(12);
	});

	test('an empty line keeps its row', () => {
		expect(view('a\n\nb', 10).frame().split('\n')).toHaveLength(5);
	});
});

describe('the rows of a document', () => {
	test('together are the text, and none is too wide', () => {
		const character = fc.constantFrom('a', ' ', '\n', '東', '"', '{');
		fc.assert(
			fc.property(fc.array(character), fc.integer({min: 2, max: 30}), (characters, columns) => {
				const text = characters.join('');
				const rows = documentRows(text, columns).map(({start, end}) => text.slice(start, end));
				expect(rows.join('')).toBe(text.replaceAll('\n', ''));
				expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(columns);
			}),
		);
	});

	test('hold nothing that a terminal would obey', () => {
		expect(drawable(`a\tb${esc}[2J\u{202E}\r\nc`)).toBe('a  b\u{FFFD}[2J\u{FFFD}\nc');
	});

	test('need no position when all of them are visible', () => {
		expect(positionText(0, 5, 5)).toBeUndefined();
	});
});

describe('colours', () => {
	const colorsOf = (text: string, highlight: 'json' | 'diff') =>
		highlightRanges(text, highlight).map(({start, end, color}) => [text.slice(start, end), color]);

	test('tell names, strings and other values of JSON apart', () => {
		expect(colorsOf('{"a": ["b", 1, null]}', 'json')).toEqual([
			['"a"', theme.accent],
			['"b"', theme.success],
			['1', theme.warning],
			['null', theme.warning],
		]);
	});

	test('tell the lines of a diff apart', () => {
		expect(colorsOf('@@ 1\n same\n+new\n-old', 'diff')).toEqual([
			['@@ 1', theme.accent],
			['+new', theme.success],
			['-old', theme.danger],
		]);
	});

	test('lose no character of a row, wherever the row is cut', () => {
		const ranges = highlightRanges(policy, 'json');
		fc.assert(
			fc.property(fc.nat({max: policy.length}), fc.nat({max: policy.length}), (first, second) => {
				const [start, end] = first < second ? [first, second] : [second, first];
				const spans = spansBetween(policy, ranges, start, end);
				expect(spans.map(({text}) => text).join('')).toBe(policy.slice(start, end));
			}),
		);
	});
});
