import {existsSync} from 'node:fs';
import {CommanderError} from 'commander';
import {type Call, calls, type Given} from '../commands/index.ts';
import type {VendorInput} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {visible} from '../problems.ts';
import {builtInProfiles} from '../vendors/index.ts';
import {createProgram} from './program.ts';

/** What the arguments ask for: a call, or a text to print (help, version). */
export type Parsed = {readonly call: Call; readonly given: Given} | {readonly text: string};

export type ParseOptions = {
	readonly version: string;
	/** Columns of the terminal, for the help text; undefined where there is none. */
	readonly width: number | undefined;
};

/**
 * Reads the arguments. The inputs of the built-in profiles are flags; those of another profile become so where the
 * arguments or the connection file name it.
 *
 * @throws UserError for wrong usage, and for a named profile that cannot be used where one of its flags was given.
 */
export async function parseArguments(
	argv: readonly string[],
	options: ParseOptions,
): Promise<Parsed> {
	refuseUnknownCall(argv);
	const builtIn = uniqueInputs(builtInProfiles.flatMap(({inputs}) => inputs));
	try {
		return parseWith(builtIn, argv, options);
	} catch (error) {
		if (!(error instanceof CommanderError)) {
			throw error;
		}

		const inputs = error.code === 'commander.unknownOption' ? await profileInputs(argv) : [];
		if (inputs.length === 0) {
			throw usageError(error, argv);
		}

		try {
			return parseWith(uniqueInputs([...builtIn, ...inputs]), argv, options);
		} catch (second) {
			throw second instanceof CommanderError ? usageError(second, argv) : second;
		}
	}
}

async function profileInputs(argv: readonly string[]): Promise<readonly VendorInput[]> {
	const {findProfileInputs} = await import('./profile-inputs.ts');
	return findProfileInputs(argv);
}

function parseWith(
	inputs: readonly VendorInput[],
	argv: readonly string[],
	options: ParseOptions,
): Parsed {
	let text = '';
	let parsed: Parsed | undefined;
	const program = createProgram({
		...options,
		inputs,
		call: calls.find(({name}) => name === argv[0]),
		onText: (part) => {
			text += part;
		},
		onCall: (call, given) => {
			parsed = {call, given};
		},
	});
	try {
		program.parse([...argv], {from: 'user'});
	} catch (error) {
		if (error instanceof CommanderError && error.exitCode === 0) {
			return {text};
		}

		throw error;
	}

	if (!parsed) {
		throw new UserError('Nothing to do was named.', {hint: helpHint(argv)});
	}

	refuseMisplacedCall(parsed);
	return parsed;
}

/** A word that is no call would count as a connection file of the wizard; unless there is such a file, say so. */
function refuseUnknownCall(argv: readonly string[]): void {
	const first = argv.find((argument) => argument !== '--no-color');
	const isWord = first !== undefined && /^[a-z][a-z-]*$/i.test(first);
	if (isWord && first !== 'help' && calls.every(({name}) => name !== first) && !existsSync(first)) {
		throw new UserError(`There is no call "${first}", and no file of that name.`, {
			hint: `The calls are: ${calls.map(({name}) => name).join(', ')}. See s3-handshake --help.`,
		});
	}
}

function refuseMisplacedCall(parsed: Parsed): void {
	const [operand] = 'call' in parsed && parsed.call.isDefault ? parsed.given.operands : [];
	if (operand !== undefined && calls.some(({name}) => name === operand) && !existsSync(operand)) {
		throw new UserError(`"${operand}" has to come before its flags.`, {
			hint: `Write: s3-handshake ${operand} ...`,
		});
	}
}

function usageError({message}: CommanderError, argv: readonly string[]): UserError {
	const [first = '', ...more] = message.replace(/^error: /, '').split('\n');
	const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`;
	const suggestion = more.join(' ').replace(/^\((.*)\)$/, '$1');
	return new UserError(visible(sentence), {
		hint: [suggestion, helpHint(argv)].filter((part) => part !== '').join(' '),
	});
}

function helpHint(argv: readonly string[]): string {
	const call = calls.find(({name}) => argv.includes(name));
	return `See s3-handshake ${call ? `${call.name} ` : ''}--help.`;
}

function uniqueInputs(inputs: readonly VendorInput[]): VendorInput[] {
	return [...new Map(inputs.map((input) => [input.field, input])).values()];
}
