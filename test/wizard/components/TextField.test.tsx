import chalk from 'chalk';
import {Box} from 'ink';
import {useState} from 'react';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {TextField} from '../../../source/wizard/components/index.ts';
import {visiblePart} from '../../../source/wizard/components/visible-part.ts';
import {type Rendered, renderAt, until} from '../support/render-at.ts';

const esc = '\u{1B}';
let shown: Rendered | undefined;

afterEach(() => {
	shown?.instance.unmount();
	shown = undefined;
});

type Options = {
	readonly initial?: string;
	readonly onPaste?: (text: string) => string | undefined;
	readonly onHelp?: () => void;
	readonly width?: number;
	readonly isThrottled?: boolean;
};

const field = ({initial = '', isThrottled = false, ...options}: Options = {}) => {
	const submitted: string[] = [];
	const values: string[] = [];
	function Host() {
		const [value, setValue] = useState(initial);
		return (
			<Box>
				<TextField
					{...options}
					label="Bucket"
					value={value}
					placeholder="acme-assets"
					onChange={(next) => {
						values.push(next);
						setValue(next);
					}}
					onSubmit={(text) => submitted.push(text)}
				/>
			</Box>
		);
	}
	const rendered = renderAt(<Host />, 80, 24, {isThrottled});
	shown = rendered;
	const last = () => values.at(-1);
	const submits = (value: string) =>
		until(
			() => submitted.includes(value),
			() => `Submitted: ${JSON.stringify(submitted)}, last value: ${last()}`,
		);
	return {...rendered, submitted, values, last, submits};
};

describe('a text field', () => {
	test('does the same with several keys in one chunk as with single keys', async () => {
		const {send, submits} = field();
		send('abc\u{7F}d\r');
		await submits('abd');
	});

	test('submits when text and Enter come in one chunk', async () => {
		const {send, submits, submitted} = field();
		send('hi\r');
		await submits('hi');
		expect(submitted).toEqual(['hi']);
	});

	test('edits in the middle, with arrow keys and Ctrl keys in one chunk', async () => {
		const {send, submits} = field({initial: 'one two three'});
		send(`\u{1}X${esc}[C${esc}[3~\u{5}\u{17}${esc}[D${esc}[DY\r`);
		await submits('Xoe twYo ');
	});

	test('Ctrl+U clears up to the cursor, also when it is glued to text', async () => {
		const {send, submits} = field({initial: 'wrong'});
		send('er\u{15}right\r');
		await submits('right');
	});

	test('loses nothing of 1,500 characters that come key by key', async () => {
		const {send, submitted, last} = field({isThrottled: true});
		const text = Array.from({length: 1500}, (_, index) => String(index % 10)).join('');
		// In chunks as short as typed ones, or they would be taken for a paste.
		for (let start = 0; start < text.length; start += 50) {
			send(text.slice(start, start + 50));
		}
		send('\r');
		await until(
			() => submitted.length > 0,
			() => `${last()?.length} characters so far`,
			30_000,
		);
		expect(submitted).toEqual([text]);
	}, 40_000);

	test('a paste loses line breaks, escape sequences and what nobody sees', async () => {
		const {send, submits} = field();
		send(`x${esc}[200~acme\r\n${esc}[31m-as\u{200B}sets\u{0}\n${esc}[201~y\r`);
		await submits('xacme-assetsy');
	});

	test('a paste can be taken over by the screen, as it came', async () => {
		const pasted: string[] = [];
		const {send, values} = field({
			onPaste(text) {
				pasted.push(text);
				return undefined;
			},
		});
		send(`${esc}[200~arn:aws:s3:::acme \n${esc}[201~`);
		await until(
			() => pasted.length > 0,
			() => 'no paste',
		);
		expect(pasted).toEqual(['arn:aws:s3:::acme \n']);
		expect(values).toEqual([]);
	});

	test('"?" opens the help where there is one, and is a character elsewhere', async () => {
		let opened = 0;
		const helped = field({
			onHelp() {
				opened += 1;
			},
		});
		helped.send('a?b\r');
		await helped.submits('ab');
		expect(opened).toBe(1);
		helped.instance.unmount();
		const plain = field();
		plain.send('a?b\r');
		await plain.submits('a?b');
	});

	test('Alt and Ctrl combinations, Tab and Esc type nothing', async () => {
		const {send, submits} = field();
		send(`a${esc}x\u{7}\u{e}\tb\r`);
		await submits('ab');
	});

	test('shows the placeholder while it is empty, and the label', async () => {
		const {frame, send, waitFor} = field();
		expect(frame()).toContain('Bucket   acme-assets');
		send('z');
		await waitFor('Bucket   z');
		expect(frame()).not.toContain('acme');
	});

	test('a value that is too long for the field scrolls with the cursor', async () => {
		const {frame, send, waitFor} = field({
			initial: 'abcdefghijklmnopqrstuvwxyz',
			width: 10,
		});
		await waitFor('…stuvwxyz');
		send(`${esc}[H`);
		await waitFor('abcdefghi…');
		expect(frame().split('\n')).toHaveLength(1);
	});
});

describe('the visible part of a line', () => {
	test.each([
		['short', 5, {before: 'short', at: ' ', after: ''}],
		['short', 0, {before: '', at: 's', after: 'hort'}],
		['0123456789abc', 13, {before: '…6789abc', at: ' ', after: ''}],
		['0123456789abcdefghij', 10, {before: '…789', at: 'a', after: 'bcd…'}],
	])('of %j with the cursor at %i', (value, cursor, expected) => {
		expect(visiblePart(value, cursor, 9)).toEqual(expected);
	});
});

describe('where a terminal shows no colours', () => {
	const {level} = chalk;
	beforeEach(() => {
		chalk.level = 0;
	});
	afterEach(() => {
		chalk.level = level;
	});

	test('a bar is the cursor, an example stands in brackets, and a mark tells where one types', async () => {
		const {frame, send, waitFor} = field();
		expect(frame()).toContain('Bucket ▸ |(acme-assets)');
		send('acme');
		await waitFor('Bucket ▸ acme|');
		send(`${esc}[D`);
		await waitFor('Bucket ▸ acm|e');
	});

	test('a long value still fits into its field', async () => {
		const {waitFor} = field({initial: 'abcdefghijklmnopqrstuvwxyz', width: 10});
		await waitFor('…tuvwxyz|');
	});
});

describe('words in a field', () => {
	test.each([
		['Alt and arrows', `${esc}[1;3D`, `${esc}[1;3C`],
		['Ctrl and arrows', `${esc}[1;5D`, `${esc}[1;5C`],
		['Alt+B and Alt+F', `${esc}b`, `${esc}f`],
	])('%s move by words', async (_name, left, right) => {
		const {send, submits} = field({initial: 'arn:aws:s3:::acme-assets'});
		send(`${left}${left}X\u{1}${right}${right}Y\r`);
		await submits('arn:awsY:s3:::Xacme-assets');
	});

	test('Alt+D, Alt+Backspace and Ctrl+W take words away, and Ctrl+Y puts the last one back', async () => {
		const {send, submits} = field({initial: 'one two three four'});
		send(`${esc}\u{7F}\u{17}\u{1}${esc}d\u{5}\u{19}\r`);
		await submits(' two one');
	});
});
