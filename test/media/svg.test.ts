import headless from '@xterm/headless';
import {describe, expect, test} from 'vitest';
import {cellsOf} from '../../media/cells.ts';
import {escapeXml, renderSvg} from '../../media/svg.ts';
import {darkTheme, paletteColor} from '../../media/theme.ts';

/** Draws what a program wrote to a terminal of 20 by 3. */
const draw = async (output: string): Promise<string> => {
	const emulator = new headless.Terminal({cols: 20, rows: 3, allowProposedApi: true});
	await new Promise<void>((resolve) => {
		emulator.write(output, resolve);
	});
	const size = {columns: 20, rows: 3};
	return renderSvg({
		title: 'A <title>',
		description: 'Shows "it" & more',
		columns: size.columns,
		rows: cellsOf(emulator.buffer.active, size, darkTheme),
	});
};

/** The elements of the terminal's cells, without the window around them. */
const cellElements = (svg: string): string[] => {
	const lines = svg.split('\n');
	return lines.slice(
		lines.findIndex((line) => line.includes('xml:space="preserve"')) + 1,
		lines.indexOf('</g>'),
	);
};

describe('the window', () => {
	test('carries an accessible title and description, escaped', async () => {
		const svg = await draw('');
		expect(svg).toContain('<title id="title">A &lt;title&gt;</title>');
		expect(svg).toContain('<desc id="description">Shows &quot;it&quot; &amp; more</desc>');
		expect(svg).toContain('role="img" aria-labelledby="title description"');
	});

	test('is as large as its cells need', async () => {
		expect(await draw('')).toContain('viewBox="0 0 192 110"');
	});

	test('holds nothing for blank cells', async () => {
		expect(cellElements(await draw('   \r\n  '))).toEqual([]);
	});

	test('is the same for the same screen, however the screen came to be', async () => {
		const direct = await draw('one\r\ntwo');
		expect(await draw('\u001B[2;1Htwo\u001B[1;1Hone')).toBe(direct);
	});
});

describe('text', () => {
	test('stands at its cell and is held to the width of its cells', async () => {
		expect(cellElements(await draw('\r\n  ab'))).toEqual([
			'<text x="28.8" y="75.5" textLength="16.8" lengthAdjust="spacingAndGlyphs">ab</text>',
		]);
	});

	test('is escaped, and control characters do not get into the file', async () => {
		expect(await draw('<a & "b">')).toContain('>&lt;a &amp; &quot;b&quot;&gt;</text>');
		expect(escapeXml('a\u0000\u001B[b')).toBe('a[b');
	});

	test.each([
		['1', 'font-weight="bold"'],
		['2', 'fill-opacity="0.65"'],
		['3', 'font-style="italic"'],
		['4', 'text-decoration="underline"'],
		['4;9', 'text-decoration="underline line-through"'],
		['31', `fill="${darkTheme.ansi[1]}"`],
		['92', `fill="${darkTheme.ansi[10]}"`],
		['38;5;196', 'fill="#ff0000"'],
		['38;5;240', 'fill="#585858"'],
		['38;2;1;2;3', 'fill="#010203"'],
	])('with the style %s has %s', async (style, attribute) => {
		expect(cellElements(await draw(`\u001B[${style}mx`)).join('')).toContain(attribute);
	});

	test('in inverse swaps its colours, blanks included', async () => {
		const elements = cellElements(await draw('\u001B[7m x '));
		expect(elements).toEqual([
			`<rect x="12" y="44" width="25.2" height="18" fill="${darkTheme.foreground}"/>`,
			`<text x="20.4" y="57.5" textLength="8.4" lengthAdjust="spacingAndGlyphs" fill="${darkTheme.background}">x</text>`,
		]);
	});

	test('that is hidden is not in the file', async () => {
		expect(await draw('\u001B[8msecret')).not.toContain('secret');
	});

	test('after a wide or an unusual character stands in its own column', async () => {
		const elements = cellElements(await draw('✔日a'));
		expect(elements.map((element) => /x="([\d.]+)".*>(.)</.exec(element)?.slice(1))).toEqual([
			['12', '✔'],
			['20.4', '日'],
			['37.2', 'a'],
		]);
	});
});

describe('lines', () => {
	test('are drawn from edge to edge, so that rows join', async () => {
		const elements = cellElements(await draw('┌──\r\n│'));
		expect(elements.map((element) => /d="([^"]+)"/.exec(element)?.[1])).toEqual([
			'M16.2 53L16.2 62M16.2 53L20.4 53',
			'M20.4 53L37.2 53',
			'M16.2 62L16.2 80',
		]);
	});
});

test('the palette is that of xterm beyond the sixteen colours of the theme', () => {
	expect([16, 21, 231, 232, 255].map((index) => paletteColor(index, darkTheme))).toEqual([
		'#000000',
		'#0000ff',
		'#ffffff',
		'#080808',
		'#eeeeee',
	]);
});
