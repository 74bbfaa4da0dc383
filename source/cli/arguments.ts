import {existsSync} from 'node:fs';
import {Command, CommanderError} from 'commander';
import {type AnyCall, type AnyGiven, calls} from '../commands/index.ts';
import {fieldFlag, type VendorInput} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {ownCommand} from '../own-command.ts';
import {visible} from '../problems.ts';
import {builtInProfiles} from '../vendors/index.ts';
import {createProgram} from './program.ts';

/** What the arguments ask for: a call, or a text to print (help, version). */
export type Parsed = Asked | {readonly text: string};

type Asked = {readonly call: AnyCall; readonly given: AnyGiven};

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
	let parsed: Asked | undefined;
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
		throw new UserError('No command was given.', {hint: helpHint(argv)});
	}

	refuseMisplacedCall(parsed);
	refuseConflict(parsed);
	return parsed;
}

/** A word that is no call would count as a connection file of the wizard; unless there is such a file, say so. */
function refuseUnknownCall(argv: readonly string[]): void {
	const first = argv.find((argument) => argument !== '--no-color');
	const isWord = first !== undefined && /^[a-z][a-z-]*$/i.test(first);
	if (isWord && first !== 'help' && calls.every(({name}) => name !== first) && !existsSync(first)) {
		const names = calls.map(({name}) => name).join(', ');
		throw new UserError(`There is no command "${first}", and no file with that name.`, {
			hint: `${asHint(suggestionFor(first, calls))}The commands are: ${names}. See ${ownCommand('--help')}.`,
		});
	}
}

function refuseMisplacedCall({call, given}: Asked): void {
	const [operand] = call.isDefault ? given.operands : [];
	if (operand !== undefined && calls.some(({name}) => name === operand) && !existsSync(operand)) {
		throw new UserError(`"${operand}" must come before its flags.`, {
			hint: `Write: ${ownCommand(`${operand} ...`)}`,
		});
	}
}

function refuseConflict({call, given: {options}}: Asked): void {
	const conflict = call.conflicts?.find(
		([one, other]) => options[one] !== undefined && options[other] !== undefined,
	);
	if (conflict !== undefined) {
		const [one, other, why] = conflict;
		throw new UserError(
			`--${fieldFlag(one)} and --${fieldFlag(other)} cannot be used together: ${why}.`,
		);
	}
}

function usageError({message}: CommanderError, argv: readonly string[]): UserError {
	const [first = '', suggestion = suggestionBelow(argv)] = message
		.replace(/^error: /, '')
		.split('\n');
	const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`;
	return new UserError(visible(sentence), {hint: `${asHint(suggestion)}${helpHint(argv)}`});
}

/** What commander suggests, e.g. "(Did you mean verify?)", so that another sentence can follow. */
function asHint(suggestion: string | undefined): string {
	return suggestion === undefined ? '' : `${suggestion.replace(/^\((.*)\)$/, '$1')} `;
}

/** What commander suggests for a word that is none of these calls. */
function suggestionFor(word: string, among: readonly AnyCall[]): string | undefined {
	const silent = () => {};
	const program = new Command()
		.exitOverride()
		.configureOutput({writeOut: silent, writeErr: silent, outputError: silent});
	for (const {name} of among) {
		program.command(name);
	}

	try {
		program.parse([word], {from: 'user'});
		return undefined;
	} catch (error) {
		if (error instanceof CommanderError) {
			return error.message.split('\n')[1];
		}

		throw error;
	}
}

/** What commander suggests for the word after a call that has others below it. */
function suggestionBelow(argv: readonly string[]): string | undefined {
	const call = namedCall(argv);
	const word = argv[argv.indexOf(call?.name ?? '') + 1];
	return call?.calls && word !== undefined ? suggestionFor(word, call.calls) : undefined;
}

function helpHint(argv: readonly string[]): string {
	const call = namedCall(argv);
	return `See ${ownCommand(`${call ? `${call.name} ` : ''}--help`)}.`;
}

function namedCall(argv: readonly string[]): AnyCall | undefined {
	return calls.find(({name}) => argv.includes(name));
}

function uniqueInputs(inputs: readonly VendorInput[]): VendorInput[] {
	return [...new Map(inputs.map((input) => [input.field, input])).values()];
}
