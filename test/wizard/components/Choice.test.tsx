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

const choice = (options: {readonly limit?: number; readonly initialValue?: string} = {}) => {
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
