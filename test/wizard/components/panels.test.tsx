import {renderToString} from 'ink';
import {cleanup, render} from 'ink-testing-library';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {
	CopyList,
	ErrorBoundary,
	Paragraph,
	ScrollLines,
} from '../../../source/wizard/components/index.ts';
import {type Rendered, renderAt, until} from '../support/render-at.ts';

const esc = '\u{1B}';
let shown: Rendered | undefined;

afterEach(() => {
	shown?.instance.unmount();
	shown = undefined;
	cleanup();
});

describe('a paragraph', () => {
	test('is broken between words', () => {
		expect(renderToString(<Paragraph>one two three</Paragraph>, {columns: 8})).toBe(
			'one two\nthree',
		);
	});
});

describe('lines that scroll', () => {
	test('say where one is only when they do not fit', async () => {
		const lines = Array.from({length: 10}, (_, index) => ({
			text: `line ${index + 1}`,
		}));
		const rendered = renderAt(<ScrollLines lines={lines} height={5} />);
		shown = rendered;
		expect(rendered.frame().split('\n')).toHaveLength(5);
		expect(rendered.frame()).toContain('1-4 of 10, down for more');
		rendered.send(`${esc}[F`);
		await rendered.waitFor('line 10');
		rendered.instance.rerender(<ScrollLines lines={lines} height={20} />);
		await rendered.waitFor('line 1\n');
		expect(rendered.frame()).not.toContain(' of 10');
	});
});

describe('values to copy', () => {
	test('are copied by their number, and marked', async () => {
		const copied: string[] = [];
		const items = [
			{
				label: 'Role ARN',
				value: `arn:aws:iam::111122223333:role/${'x'.repeat(80)}`,
			},
			{label: 'Region', value: 'eu-central-1'},
		];
		const list = () => (
			<CopyList
				before={['Where: in the settings']}
				items={items}
				after={[]}
				copied={({label}) => copied.includes(label)}
				onCopy={({label}) => copied.push(label)}
			/>
		);
		const rendered = renderAt(list(), 60);
		shown = rendered;
		expect(rendered.frame()).toContain('  2  Region     eu-central-1');
		expect(rendered.frame()).toMatch(/^arn:aws:iam/mu);
		rendered.send('92');
		await until(
			() => copied.length > 0,
			() => 'nothing copied',
		);
		expect(copied).toEqual(['Region']);
		rendered.instance.rerender(list());
		await rendered.waitFor('✔ 2  Region');
	});
});

describe('a screen that throws', () => {
	function Broken({isBroken}: {readonly isBroken: boolean}) {
		if (isBroken) {
			throw new Error('defect');
		}
		return <Paragraph>works</Paragraph>;
	}

	test('is reported once, replaced, and tried again on another step', async () => {
		const errors: Error[] = [];
		const screen = (isBroken: boolean, resetKey: string) => (
			<ErrorBoundary
				resetKey={resetKey}
				onError={(error) => errors.push(error)}
				fallback={<Paragraph>This screen has failed.</Paragraph>}
			>
				<Broken isBroken={isBroken} />
			</ErrorBoundary>
		);
		const {lastFrame, rerender} = render(screen(true, 'one'));
		await vi.waitUntil(() => lastFrame() === 'This screen has failed.');
		expect(errors.map(({message}) => message)).toEqual(['defect']);
		rerender(screen(false, 'two'));
		await vi.waitUntil(() => lastFrame() === 'works');
	});
});
