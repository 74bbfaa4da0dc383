import {fileURLToPath} from 'node:url';
import {bundleProgram} from './bundle.ts';

const chunks = await bundleProgram(fileURLToPath(new URL('../../distribution/', import.meta.url)));
if (process.argv.includes('--sizes')) {
	for (const {fileName, code, modules} of chunks
		.toSorted((a, b) => b.code.length - a.code.length)
		.slice(0, 12)) {
		const largest = Object.entries(modules)
			.toSorted(([, a], [, b]) => b.renderedLength - a.renderedLength)
			.slice(0, 3)
			.map(
				([file, {renderedLength}]) =>
					`${file.replace(/^.*node_modules[\\/]/u, '')} ${renderedLength}`,
			);
		process.stdout.write(`${code.length}  ${fileName}  ${largest.join(', ')}\n`);
	}
}
