import {expect, test} from 'vitest';
import {filesIn, importsOf} from '../support/source-files.ts';

test('nothing in source/account loads the SDK before it is needed', () => {
	// The one file that names the parts of the SDK is itself loaded by a dynamic import.
	const files = filesIn('source/account').filter(({path}) => !path.endsWith('/sdk-parts.ts'));
	const early = files.flatMap((file) =>
		importsOf(file)
			.filter(({specifier, isDynamic}) => /^@(?:aws-sdk|smithy)\//.test(specifier) && !isDynamic)
			.filter(({specifier}) => !isTypeImport(file.text, specifier))
			.map(({specifier}) => `${file.path} imports ${specifier}`),
	);
	expect(early).toEqual([]);
	const parts = files.flatMap((file) =>
		importsOf(file).filter(({specifier}) => specifier.endsWith('sdk-parts.ts')),
	);
	expect(parts.length).toBeGreaterThan(0);
	expect(parts.every(({isDynamic}) => isDynamic)).toBe(true);
});

function isTypeImport(text: string, specifier: string): boolean {
	return [...text.matchAll(/import (type )?[^;]*? from '([^']+)'/g)]
		.filter(([, , from]) => from === specifier)
		.every(([, type]) => type !== undefined);
}
