/*
Makes the pictures of the README from the real program: `npm run media`, or `npm run media -- NAME...` for some of them.
The program must be built before.
*/
import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {Terminal} from '../test/e2e/support/terminal.ts';
import {cellsOf} from './cells.ts';
import {type Scene, type SceneStep, scenes} from './scenes.ts';
import {renderSvg} from './svg.ts';
import {darkTheme} from './theme.ts';

const play = async (terminal: Terminal, step: SceneStep): Promise<void> => {
	if ('waitFor' in step) {
		await terminal.waitFor(step.waitFor);
	} else if ('waitForGone' in step) {
		await terminal.waitForGone(step.waitForGone);
	} else if ('press' in step) {
		terminal.press(step.press);
	} else if ('type' in step) {
		terminal.type(step.type);
	} else {
		terminal.paste(step.paste);
	}
};

const draw = async (scene: Scene): Promise<string> => {
	const terminal = Terminal.start(scene);
	for (const step of scene.steps) {
		await play(terminal, step);
	}

	const {buffer, columns, rows} = terminal;
	return renderSvg({
		title: scene.title,
		description: scene.description,
		columns,
		rows: cellsOf(buffer, {columns, rows}, darkTheme),
		...(terminal.isAlternateScreen() && terminal.cursorVisible()
			? {cursor: {column: buffer.cursorX, row: buffer.cursorY}}
			: {}),
	});
};

const names = new Set(process.argv.slice(2));
try {
	for (const scene of scenes.filter(({name}) => names.size === 0 || names.has(name))) {
		const file = fileURLToPath(new URL(`${scene.name}.svg`, import.meta.url));
		writeFileSync(file, await draw(scene));
		process.stdout.write(`${file}\n`);
		await Terminal.disposeAll();
	}
} finally {
	await Terminal.disposeAll();
}
