import {Command, Option} from 'commander';
import {type AnyCall, type AnyGiven, calls, commonOptions} from '../commands/index.ts';
import {fieldFlag, fieldsOf, type VendorInput} from '../connection/index.ts';

type ProgramOptions = {
	readonly version: string;
	readonly width: number | undefined;
	/** Inputs of profiles that are flags beside the fields that every connection has. */
	readonly inputs: readonly VendorInput[];
	/** The call, where it is known beforehand: then it is the only one of the program. */
	readonly call?: AnyCall | undefined;
	/** Gets help and version texts. */
	readonly onText: (text: string) => void;
	readonly onCall: (call: AnyCall, given: AnyGiven) => void;
};

const helpOption = ['-h, --help', 'print this help'] as const;

const examples = `
Exit codes: 0 done or verified; 1 a check failed, or a change could not be made; 2 wrong usage or
invalid input; 3 unknown; 130 interrupted. For several connections, the first of 1, 2, 3 applies.

Examples:
  s3-handshake                                        the wizard
  s3-handshake policies acme.json                     all documents, ready to copy
  s3-handshake policies acme.json --document trust-policy
  s3-handshake policies acme.json --merge current-bucket-policy.json
  s3-handshake verify acme.json                       what is wrong, and what to paste
  s3-handshake verify *.json --junit report.xml
  s3-handshake verify acme.json --documents my-policies
  s3-handshake apply acme.json --dry-run              what would be created or changed
  s3-handshake apply acme.json                        the same, then asks and does it
  s3-handshake collect acme.json --out seen           what the account holds, for others to check
  s3-handshake verify acme.json --documents seen
  s3-handshake vendors check my-vendor.json
`;

/**
 * The command line as commander knows it, made from the table of calls. Parsing hands the call to `onCall` and runs
 * nothing; it throws a CommanderError for wrong usage, and with exit code 0 after help or version.
 */
export function createProgram(options: ProgramOptions): Command {
	const program = new Command('s3-handshake')
		.description(
			"Gives a vendor access to an S3 bucket: the documents, the vendor's form, step by step.",
		)
		.version(options.version, '-V, --version', 'print the version')
		.helpOption(...helpOption)
		.option('--no-color', 'no colours (also with NO_COLOR set)')
		.configureHelp({showGlobalOptions: true})
		.configureOutput({
			writeOut: options.onText,
			writeErr: () => {},
			outputError: () => {},
			getOutHelpWidth: () => options.width ?? 80,
			getOutHasColors: () => false,
		})
		.exitOverride()
		.addHelpText('after', examples);
	addOptions(program, commonOptions);
	for (const call of calls) {
		if (options.call === undefined || options.call === call) {
			addCall(program, call, options);
		}
	}

	return program;
}

function addCall(parent: Command, call: AnyCall, options: ProgramOptions): void {
	const command = parent
		.command(call.name, {isDefault: call.isDefault ?? false})
		.description(call.summary)
		.helpOption(...helpOption);
	for (const {syntax, description} of call.operands ?? []) {
		command.argument(syntax, description);
	}

	addOptions(command, call.options ?? {});
	const flags: Record<string, string> = {};
	if (call.takesConnection) {
		addFieldFlags(command, options.inputs, flags);
	}

	command.action(() => {
		// Colour is settled before the arguments are read.
		const {color: _color, ...own} = command.optsWithGlobals();
		options.onCall(call, {operands: command.args, flags, options: own});
	});
	for (const inner of call.calls ?? []) {
		addCall(command, inner, options);
	}
}

function addOptions(command: Command, declared: NonNullable<AnyCall['options']>): void {
	for (const [name, option] of Object.entries(declared)) {
		const value = 'value' in option ? ` <${option.value}>` : '';
		const flags = `--${fieldFlag(name)}${value}`;
		if ('isRepeated' in option) {
			command.option(
				flags,
				option.description,
				(given: string, before: readonly string[] | undefined) => [...(before ?? []), given],
			);
		} else {
			command.option(flags, option.description);
		}
	}
}

function addFieldFlags(
	command: Command,
	inputs: readonly VendorInput[],
	flags: Record<string, string>,
): void {
	for (const {name, help, isList} of fieldsOf({inputs})) {
		command.addOption(
			new Option(`--${fieldFlag(name)} <value>`, help)
				.helpGroup('Fields of the connection (a flag overrides the file):')
				.argParser((value) => {
					// What may be several may be given several times, too.
					const before = isList === true ? flags[name] : undefined;
					flags[name] = before === undefined ? value : `${before} ${value}`;
					return value;
				}),
		);
	}
}
