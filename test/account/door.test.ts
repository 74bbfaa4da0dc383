import {expect, test} from 'vitest';
import {filesIn, importsOf} from '../support/source-files.ts';

test('nothing in source/account loads the SDK before it is needed', () => {
	const early = filesIn('source/account').flatMap((file) =>
		importsOf(file)
			.filter(({specifier, isDynamic}) => /^@(?:aws-sdk|smithy)\//.test(specifier) && !isDynamic)
			.filter(({specifier}) => !isTypeImport(file.text, specifier))
			.map(({specifier}) => `${file.path} imports ${specifier}`),
	);
	expect(early).toEqual([]);
});

function isTypeImport(text: string, specifier: string): boolean {
	return [...text.matchAll(/import (type )?[^;]*? from '([^']+)'/g)]
		.filter(([, , from]) => from === specifier)
		.every(([, type]) => type !== undefined);
}
