import {expect, test} from 'vitest';
import {filesIn, importsOf} from '../support/source-files.ts';

const files = new Map(filesIn('source/account').map((file) => [file.path, file]));
const isOfSdk = (specifier: string) => /^@(?:aws-sdk|smithy)\//.test(specifier);

function isTypeImport(text: string, specifier: string): boolean {
	return [...text.matchAll(/(?:import|export) (type )?[^;]*? from '([^']+)'/g)]
		.filter(([, , from]) => from === specifier)
		.every(([, type]) => type !== undefined);
}

/** The files that are loaded with this one, and what they load of the SDK. */
function loadedWith(start: string) {
	const loaded = new Set<string>();
	const ofSdk: string[] = [];
	const open = [start];
	for (let path = open.pop(); path !== undefined; path = open.pop()) {
		const file = files.get(path);
		if (file === undefined || loaded.has(path)) {
			continue;
		}

		loaded.add(path);
		for (const {specifier, target, isDynamic} of importsOf(file)) {
			if (!isDynamic && !isTypeImport(file.text, specifier)) {
				open.push(target ?? '');
				ofSdk.push(...(isOfSdk(specifier) ? [`${path} imports ${specifier}`] : []));
			}
		}
	}

	return {loaded, ofSdk};
}

test('source/account does not load the SDK before it is needed', () => {
	const {loaded, ofSdk} = loadedWith('source/account/index.ts');
	expect(loaded).toContain('source/account/sign-in/credentials.ts');
	expect(ofSdk).toEqual([]);
});

test('what asks AWS loads it', () => {
	expect(loadedWith('source/account/sdk/aws-account.ts').ofSdk).not.toEqual([]);
});
