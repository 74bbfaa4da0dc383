import {afterEach, describe, expect, test} from 'vitest';
import {Choice, type ChoiceItem} from '../../../source/wizard/components/index.ts';
import {type Rendered, renderAt, until} from '../support/render-at.ts';

const esc = '\u{1B}';
const down = `${esc}[B`;
const vendors: Array<ChoiceItem<string>> = [
	{value: 'one', label: 'First', hint: 'The first of them.'},
	{value: 'two', label: 'Second'},
	{value: 'three', label: 'Third', hint: 'The third of them.'},
	{value: 'none', label: 'Fourth', disabled: 'not for this vendor'},
];
let shown: Rendered | undefined;

afterEach(() => {
	shown?.instance.unmount();
	shown = undefined;
});

const choice = (
	options: {
		readonly limit?: number;
		readonly initialValue?: string;
		readonly hasFilter?: boolean;
	} = {},
) => {
	const selected: string[] = [];
	const highlighted: string[] = [];
	const rendered = renderAt(
		<Choice
			{...options}
			items={vendors}
			onSelect={(value) => selected.push(value)}
			onHighlight={(value) => highlighted.push(value)}
		/>,
	);
	shown = rendered;
	const selects = (value: string) =>
		until(
			() => selected.includes(value),
			() => `Selected: ${selected.join()}`,
		);
	return {...rendered, selected, highlighted, selects};
};

describe('a choice', () => {
	test('two Downs in one chunk move two items', async () => {
		const {send, selects, highlighted} = choice();
		send(`${down}${down}\r`);
		await selects('three');
		expect(highlighted).toEqual(['two', 'three']);
	});

	test('tells which item is highlighted when the filter leaves another one', async () => {
		const {send, waitFor, highlighted} = choice({hasFilter: true});
		send('thi');
		await waitFor('▸ Third');
		await until(
			() => highlighted.at(-1) === 'three',
			() => highlighted.join(),
		);
	});

	test('explains the highlighted item', async () => {
		const {frame, send, waitFor} = choice();
		expect(frame()).toContain('▸ First');
		expect(frame()).toContain('The first of them.');
		send(`${down}${down}`);
		await waitFor('The third of them.');
		expect(frame()).not.toContain('The first of them.');
	});

	test('begins with the item that was chosen before', async () => {
		const {send, selects, frame} = choice({initialValue: 'three'});
		expect(frame()).toContain('▸ Third');
		send('\r');
		await selects('three');
	});

	test('names what cannot be chosen, with the reason, and passes it by', async () => {
		const {frame, send, selects} = choice();
		expect(frame()).toContain('  Fourth: not for this vendor');
		send(`${down}${down}${down}\r`);
		await selects('one');
	});

	test('moves by pages, and to its start and end', async () => {
		const items = Array.from({length: 40}, (_, index) => ({
			value: `v${index}`,
			label: `Item ${index}`,
		}));
		const {send, waitFor} = renderAt(<Choice items={items} limit={5} onSelect={() => undefined} />);
		send(`${esc}[6~`);
		await waitFor('▸ Item 5');
		send(`${esc}[F`);
		await waitFor('40 of 40');
		send(`${esc}[6~${esc}[5~`);
		await waitFor('35 of 40');
		send(`${esc}[H${esc}[5~`);
		await waitFor('1 of 40');
		send(`${esc}[6~${down}`);
		await waitFor('▸ Item 6');
	});

	test('Alt with Enter or a number selects nothing', async () => {
		const {send, selected, selects} = choice();
		send(`${esc}\r${esc}2\r`);
		await selects('one');
		expect(selected).toEqual(['one']);
	});

	test('shows no more items than it may', async () => {
		const items = Array.from({length: 30}, (_, index) => ({
			value: `v${index}`,
			label: `Item ${index}`,
		}));
		const selected: string[] = [];
		const rendered = renderAt(
			<Choice
				items={items}
				limit={5}
				initialValue="v20"
				onSelect={(value) => selected.push(value)}
			/>,
		);
		shown = rendered;
		expect(rendered.frame().match(/Item/gu)).toHaveLength(5);
		expect(rendered.frame()).toContain('▸ Item 20');
		rendered.send(`${down}\r`);
		await until(
			() => selected.length > 0,
			() => 'nothing selected',
		);
		expect(selected).toEqual(['v21']);
	});
});

describe('a choice with a filter', () => {
	const names = ['Kajko', 'Snowflake', 'Segment', 'Data 360', 'Datadog', 'Weights & Biases'];
	const open = (more: readonly string[] = [], limit?: number) => {
		const selected: string[] = [];
		const rendered = renderAt(
			<Choice
				hasFilter
				items={[...names, ...more].map((label) => ({value: label, label}))}
				{...(limit !== undefined && {limit})}
				onSelect={(value) => selected.push(value)}
			/>,
		);
		shown = rendered;
		const selects = (value: string) =>
			until(
				() => selected.includes(value),
				() => `Selected: ${selected.join()}`,
			);
		return {...rendered, selected, selects};
	};

	test('shows what holds the letters that are typed, in capitals or not', async () => {
		const {send, frame, waitFor, selects} = open();
		expect(frame()).toContain('Type a part of a name');
		send('DATA');
		await waitFor('Filter: DATA');
		expect(frame()).toContain('▸ Data 360');
		expect(frame()).toContain('Datadog');
		expect(frame()).not.toContain('Segment');
		send(`${down}\r`);
		await selects('Datadog');
	});

	test('takes letters that other lists take for arrows', async () => {
		const {send, selected, selects, waitFor} = open();
		send(`${down}k`);
		await waitFor('Filter: k');
		send('\r');
		await selects('Snowflake');
		send('\u0015');
		await waitFor('Type a part of a name');
		send('j');
		await waitFor('▸ Kajko');
		send('k\r');
		await selects('Kajko');
		expect(selected).toEqual(['Snowflake', 'Kajko']);
	});

	test('takes a number for a choice while nothing is typed, and for a part of a name after that', async () => {
		const {send, selected, selects, waitFor} = open();
		send('2');
		await selects('Snowflake');
		send('a');
		await waitFor('Filter: a');
		send('3');
		await waitFor('no such name');
		send('\u0015data 3');
		await waitFor('Filter: data 3');
		send('\r');
		await selects('Data 360');
		expect(selected).toEqual(['Snowflake', 'Data 360']);
	});

	test('shows more again with Backspace and all with Ctrl+U', async () => {
		const {send, frame, waitFor} = open();
		send('sex');
		await waitFor('no such name');
		send('\u007f');
		await waitFor('▸ Segment');
		expect(frame()).not.toContain('Snowflake');
		send('\u0015');
		await waitFor('Type a part of a name');
		expect(frame()).toContain('Snowflake');
	});

	test('selects nothing where nothing is left', async () => {
		const {send, selected, waitFor, selects} = open();
		send('zzz');
		await waitFor('no such name');
		send('\r');
		send('\u0015');
		await waitFor('▸ Kajko');
		send('\r');
		await selects('Kajko');
		expect(selected).toEqual(['Kajko']);
	});

	test('says where in a list one is that is longer than its room', async () => {
		const {send, waitFor, frame} = open(['One', 'Two'], 4);
		expect(frame()).toContain('1 of 8');
		send(`${down}${down}`);
		await waitFor('3 of 8');
		send('dat');
		await waitFor('Filter: dat');
		expect(frame()).not.toContain(' of ');
	});
});
