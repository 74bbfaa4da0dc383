import {existsSync} from 'node:fs';
import path from 'node:path';
import {fieldFlag, readConnectionFile, type VendorInput} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {builtInProfiles, loadProfile} from '../vendors/index.ts';

/**
 * The inputs of the profile that the arguments name with `--vendor`, or else that a connection file among them names;
 * none where that is a built-in profile or nothing is named.
 *
 * @throws UserError where the profile cannot be used.
 */
export async function findProfileInputs(argv: readonly string[]): Promise<readonly VendorInput[]> {
	const flag = vendorFlag(argv);
	if (flag !== undefined) {
		return inputsOf(flag);
	}

	for (const file of argv.filter((argument) => !argument.startsWith('-') && existsSync(argument))) {
		const vendor = await vendorIn(file);
		if (vendor !== undefined) {
			return inputsOf(vendor, path.dirname(file));
		}
	}

	return [];
}

function vendorFlag(argv: readonly string[]): string | undefined {
	const flag = `--${fieldFlag('vendor')}`;
	const joined = argv.find((argument) => argument.startsWith(`${flag}=`));
	const index = argv.indexOf(flag);
	return joined?.slice(flag.length + 1) ?? (index === -1 ? undefined : argv[index + 1]);
}

async function vendorIn(file: string): Promise<string | undefined> {
	try {
		const {vendor} = await readConnectionFile(file);
		return typeof vendor === 'string' ? vendor : undefined;
	} catch (error) {
		// Not a connection file, then; the call itself says so if it should have been one.
		if (error instanceof UserError) {
			return undefined;
		}

		throw error;
	}
}

async function inputsOf(vendor: string, folder?: string): Promise<readonly VendorInput[]> {
	const isBuiltIn = builtInProfiles.some(({id}) => id === vendor);
	return isBuiltIn ? [] : (await loadProfile(vendor, folder)).inputs;
}
