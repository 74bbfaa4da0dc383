import {Text} from 'ink';
import {useState} from 'react';
import {afterEach, describe, expect, test} from 'vitest';
import {widthOf} from '../../../source/terminal/index.ts';
import {footerLines} from '../../../source/wizard/components/Footer.tsx';
import {
	type Banner,
	DocumentView,
	Frame,
	type StepEntry,
	TextField,
} from '../../../source/wizard/components/index.ts';
import {stepPieces} from '../../../source/wizard/components/StepLine.tsx';
import {useBodySize, useKeys} from '../../../source/wizard/hooks/index.ts';
import {keyHints, on, type ScreenKeys, shown as shownKey} from '../../../source/wizard/keys.ts';
import {type Rendered, renderAt, until} from '../support/render-at.ts';

const steps: StepEntry[] = [
	{id: 'vendor', title: 'Vendor', state: 'done'},
	{id: 'bucket', title: 'Bucket', state: 'done'},
	{id: 'encryption', title: 'Encryption', state: 'stale'},
	{id: 'role', title: 'Role', state: 'done'},
	{id: 'external-id', title: 'External ID', state: 'current'},
	{id: 'form', title: "Vendor's form", state: 'todo'},
	{id: 'policies', title: 'Policies', state: 'todo'},
	{id: 'verify', title: 'Verify', state: 'todo'},
	{id: 'summary', title: 'Summary', state: 'todo'},
];
const keys: ScreenKeys = [
	shownKey('copy'),
	shownKey('open'),
	shownKey('existing'),
	shownKey('diff'),
	shownKey('narrower'),
	shownKey('saveFile'),
	shownKey('scroll'),
	shownKey('next'),
	shownKey('back'),
	shownKey('help'),
	shownKey('leave'),
];
let shown: Rendered | undefined;

afterEach(() => {
	shown?.instance.unmount();
	shown = undefined;
});

function Document() {
	const {columns, rows} = useBodySize();
	const text = Array.from({length: 200}, () => `{"a": "${'x'.repeat(90)}"}`).join('\n');
	return <DocumentView text={text} columns={columns} height={rows} />;
}

const frameOf = (
	size: readonly [number, number],
	options: {readonly message?: string; readonly banners?: readonly Banner[]} = {},
) => {
	const rendered = renderAt(
		<Frame
			{...options}
			title="Creative Force · Asset delivery with a long title that has to give way"
			mode="PRACTICE, simulated account"
			steps={steps}
			keys={keys}
		>
			<Document />
		</Frame>,
		...size,
	);
	shown = rendered;
	return rendered;
};

const sizes = [
	[80, 24],
	[120, 40],
	[60, 18],
] as const;

describe('the frame', () => {
	test.each(sizes)('fills a window of %ix%i exactly', (columns, rows) => {
		const lines = frameOf([columns, rows]).frame().split('\n');
		expect(lines).toHaveLength(rows);
		expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
	});

	test.each(sizes)(
		'fills a window of %ix%i with a banner and a long message too',
		(columns, rows) => {
			const message = `Saved to /home/somebody/${'a-long-folder/'.repeat(20)}policy.json`;
			const banner = 'AWS endpoint overridden: http://localhost:4566';
			const lines = frameOf([columns, rows], {message, banners: [{text: banner, cut: 'end'}]})
				.frame()
				.split('\n');
			expect(lines).toHaveLength(rows);
			expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
			expect(lines.join('\n')).toContain(banner);
			expect(lines.join('\n')).toContain('Saved to /home/somebody/');
		},
	);

	test.each(sizes)('always shows mode, current step and the way out at %ix%i', (columns, rows) => {
		const frame = frameOf([columns, rows]).frame();
		expect(frame).toContain('PRACTICE, simulated account');
		expect(frame).toContain('▸ External ID');
		expect(frame).toContain('Esc back');
		expect(frame).toContain('? help');
		expect(frame).toContain('Ctrl+C leave');
	});

	test.each([
		[50, 15],
		[59, 40],
		[120, 17],
	])('says how large the window has to be when it is %ix%i', (columns, rows) => {
		const frame = frameOf([columns, rows]).frame();
		expect(frame.replace(/\s+/gu, ' ').trim()).toBe(
			`The window is ${columns}x${rows}; s3-handshake needs at least 60x18. Make it larger; nothing is lost.`,
		);
		expect(frame.split('\n').length).toBeLessThanOrEqual(rows);
	});

	test('keeps what was typed while the window is too small, and takes no keys', async () => {
		const pressed: string[] = [];
		function Screen() {
			const [value, setValue] = useState('');
			useKeys([on('nextField', () => pressed.push('nextField'))]);
			return <TextField label="Bucket" value={value} onChange={setValue} />;
		}
		function Window() {
			useKeys([on('leave', () => pressed.push('leave'))]);
			return (
				<Frame title="" mode="" steps={steps} keys={[on('back', () => pressed.push('back'))]}>
					<Screen />
				</Frame>
			);
		}
		const rendered = renderAt(<Window />);
		shown = rendered;
		rendered.send('acme');
		await rendered.waitFor('Bucket   acme');
		rendered.resize(40, 10);
		await rendered.waitFor('s3-handshake needs');
		rendered.send('x\t\u{1B}[27u\r\u{3}');
		await until(
			() => pressed.length > 0,
			() => 'Ctrl+C was not heard',
		);
		rendered.resize(80, 24);
		await rendered.waitFor('Bucket   acme');
		expect(rendered.frame()).not.toContain('acmex');
		expect(pressed).toEqual(['leave']);
		rendered.send('\t\u{1B}[27u');
		await until(
			() => pressed.length === 3,
			() => `heard: ${pressed.join()}`,
		);
	});

	test('a paste on a screen without a field is no command', async () => {
		const pressed: string[] = [];
		function Screen() {
			useKeys([on('copy', () => pressed.push('copy')), on('next', () => pressed.push('next'))]);
			return <Text>nothing to type here</Text>;
		}
		const rendered = renderAt(
			<Frame title="" mode="" steps={steps} keys={keys}>
				<Screen />
			</Frame>,
		);
		shown = rendered;
		rendered.send('\u{1B}[200~c\r\u{1B}[201~c');
		await until(
			() => pressed.length > 0,
			() => 'no key was heard',
		);
		expect(pressed).toEqual(['copy']);
	});
});

describe('the line of steps', () => {
	const width = (columns: number, list = steps) =>
		stepPieces(list, columns)
			.map(({text}) => text)
			.join('  ');

	test('shows all steps where there is room', () => {
		expect(width(200)).not.toContain('…');
		expect(width(200)).toContain('! Encryption  ✔ Role  ▸ External ID  · Vendor');
	});

	test('never leaves out the current step, and is never too wide', () => {
		for (let columns = 4; columns < 120; columns += 1) {
			for (let current = 0; current < steps.length; current += 1) {
				const list = steps.map((step, index) => ({
					...step,
					state: index === current ? ('current' as const) : ('todo' as const),
				}));
				const line = width(columns, list);
				expect(widthOf(line)).toBeLessThanOrEqual(columns);
				expect(line).toContain('▸');
			}
		}
	});
});

describe('the footer', () => {
	test('leaves out other keys before those that lead on, back, to the help and out', () => {
		const lines = footerLines(keyHints(keys), 64, 1);
		expect(lines.flat().map(({command}) => command)).toEqual(['next', 'back', 'help', 'leave']);
	});
});
