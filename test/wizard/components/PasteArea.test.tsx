import {afterEach, describe, expect, test} from 'vitest';
import {PasteArea} from '../../../source/wizard/components/index.ts';
import {
	acceptsEnter,
	emptyPasteArea,
	looksLikeDocument,
	type PasteAreaState,
	reducePasteArea,
} from '../../../source/wizard/components/PasteArea.tsx';
import {type Rendered, renderAt, until} from '../support/render-at.ts';

const esc = '\u{1B}';
const document = '{\n\t"Version": "2012-10-17",\n\n\t"Statement": [{"Sid": "a}b"}]\n}';
let shown: Rendered | undefined;

afterEach(() => {
	shown?.instance.unmount();
	shown = undefined;
});

const area = () => {
	const accepted: Array<{text: string} | {file: string}> = [];
	let empty = 0;
	const rendered = renderAt(
		<PasteArea
			onAccept={(given) => accepted.push(given)}
			onEmpty={() => {
				empty += 1;
			}}
			emptyHint="Enter forgets."
		/>,
	);
	shown = rendered;
	const accepts = () =>
		until(
			() => accepted.length > 0,
			() => rendered.frame(),
		);
	return {...rendered, accepted, accepts, empty: () => empty};
};

describe('the area for a paste', () => {
	test('takes a document by bracketed paste, says how much came, and gives it at Enter', async () => {
		const {send, waitFor, accepts, accepted, frame} = area();
		send(`${esc}[200~${document.replaceAll('\n', '\r\n')}${esc}[201~`);
		await waitFor('Received 5 lines');
		expect(frame()).toContain('"Version": "2012-10-17"');
		expect(accepted).toEqual([]);
		send('\r');
		await accepts();
		expect(accepted).toEqual([{text: document}]);
	});

	test('takes an unfinished document too when it was pasted: the screen says what is wrong with it', async () => {
		const {send, accepts, accepted} = area();
		send(`${esc}[200~{"a":${esc}[201~\r`);
		await accepts();
		expect(accepted).toEqual([{text: '{"a":'}]);
	});

	test('takes a document from a terminal that does not mark pastes', async () => {
		const {send, accepts, accepted} = area();
		send(`${document.replaceAll('\t', '').replaceAll('\n', '\r')}\r`);
		await accepts();
		expect(accepted).toEqual([{text: document.replaceAll('\t', '')}]);
	});

	test('takes the path of a file', async () => {
		const {send, waitFor, accepts, accepted} = area();
		send('./policy?.jsonn\u{7F}');
		await waitFor('./policy?.json');
		send('\r');
		await accepts();
		expect(accepted).toEqual([{file: './policy?.json'}]);
	});

	test('Ctrl+U clears, and Enter then accepts nothing', async () => {
		const {send, waitFor, accepted, empty} = area();
		send(`${esc}[200~${document}${esc}[201~`);
		await waitFor('Received');
		send('\u{15}');
		await waitFor('Enter forgets.');
		send('\r');
		await until(
			() => empty() === 1,
			() => 'Enter was not heard',
		);
		expect(accepted).toEqual([]);
	});
});

describe('Enter', () => {
	const typed = (text: string): PasteAreaState =>
		reducePasteArea(emptyPasteArea, {type: 'type', text});

	test.each([
		['{"a": [', false],
		['{"a": "}"', false],
		['{"a": "\\"}"}', true],
		['[]', true],
		['policy.json', true],
	])('after %j accepts: %s', (text, expected) => {
		expect(acceptsEnter(typed(text))).toBe(expected);
	});

	test('three times in a row accepts also what is unfinished', () => {
		const line = {type: 'lineBreak'} as const;
		expect(acceptsEnter(reducePasteArea(typed('{'), line))).toBe(false);
		expect(acceptsEnter(reducePasteArea(reducePasteArea(typed('{'), line), line))).toBe(true);
	});
});

describe('a document', () => {
	test.each([
		' {"a": 1}',
		'[1]',
		'"{\\"Version\\": 1}"',
		'%7B%22Version%22%3A%201%7D',
		'<?xml version="1.0"?>',
		'Version: 1\nStatement: []',
	])('is what %j looks like', (text) => {
		expect(looksLikeDocument(text)).toBe(true);
	});

	test.each([
		'',
		'./policy.json',
		'"C:\\my files\\policy.json"',
		'C:\\policy.json\n',
		'%APPDATA%\\policy.json',
		'my policy.json',
	])('is not what %j looks like', (text) => {
		expect(looksLikeDocument(text)).toBe(false);
	});
});
