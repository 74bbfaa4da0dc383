import type {Call} from './call.ts';

export type {Call, Common, Given} from './call.ts';

const json = {
	syntax: '--json',
	description: 'print JSON instead of text',
} as const;

/**
 * Every call of the program. A new one is a file beside this one and an entry here. `run` loads its file only when the
 * call is made, so that `--help` and `--version` stay fast.
 */
export const calls: readonly Call[] = [
	{
		name: 'wizard',
		operands: [
			{
				syntax: '[file]',
				description: 'connection file to begin with and to write',
			},
		],
		summary: 'the guided way, in a terminal (meant when no call is named)',
		takesConnection: true,
		isDefault: true,
		run: async ({operands: [file], flags, options: {practice, profile}}) => {
			const {runWizard} = await import('./wizard/run.ts');
			return runWizard({
				file,
				flags,
				practice: practice === true,
				profile: typeof profile === 'string' ? profile : undefined,
			});
		},
	},
	{
		name: 'policies',
		operands: [{syntax: '[file]', description: 'connection file; flags win over it'}],
		summary: "print the documents and the values of the vendor's form",
		options: [
			json,
			{
				syntax: '--document <id>',
				description:
					'print this document alone: role-policy, trust-policy, bucket-policy, key-policy',
			},
			{
				syntax: '--merge <file>',
				description:
					"print this bucket or key policy with the vendor's statements in it (- for stdin)",
			},
			{
				syntax: '--least-privilege',
				description: "narrower documents than those of the vendor's article",
			},
		],
		takesConnection: true,
		run: async (given, common) => {
			const {runPolicies} = await import('./policies/run.ts');
			return runPolicies(given, common);
		},
	},
	{
		name: 'verify',
		operands: [
			{
				syntax: '[files...]',
				description: 'connection files, one or many; flags win over them',
			},
		],
		summary: 'check whether the vendor gets in, and nobody else does',
		options: [
			json,
			{
				syntax: '--json-lines',
				description: 'print a line of JSON for each connection as it finishes',
			},
			{syntax: '--junit <file>', description: 'write a JUnit report as well'},
			{syntax: '--report <file>', description: 'write a report in Markdown as well, for support'},
			{
				syntax: '--mask',
				description: 'mask names, numbers and IDs in the Markdown report',
			},
			{
				syntax: '--documents <folder>',
				description: 'judge the policies in this folder instead of an account',
			},
			{
				syntax: '--concurrency <number>',
				description: 'how many connections are checked at once, 1 to 64 (default: 4)',
			},
			{
				syntax: '--fixes',
				description: 'print the corrected documents of many connections too',
			},
			{
				syntax: '--permissions',
				description: 'print the IAM policy that you need to look, and stop',
			},
		],
		takesConnection: true,
		run: async (given, common) => {
			const {runVerify} = await import('./verify/run.ts');
			return runVerify(given, common);
		},
	},
	{
		name: 'apply',
		operands: [{syntax: '[file]', description: 'connection file; flags win over it'}],
		summary: 'create or repair what is missing in the account, after showing the plan',
		options: [
			json,
			{syntax: '--dry-run', description: 'show the plan and change nothing'},
			{syntax: '--yes', description: 'make the changes without asking'},
			{
				syntax: '--least-privilege',
				description: "narrower documents than those of the vendor's article",
			},
			{
				syntax: '--undo <backup>',
				description: 'put back what a backup holds; needs no connection',
			},
			{
				syntax: '--backups <folder>',
				description: 'where backups go (default: your own data folder)',
			},
			{
				syntax: '--permissions',
				description: 'print the IAM policy that you need for this, and stop',
			},
		],
		takesConnection: true,
		stopsItself: true,
		run: async (given, common) => {
			const {runApply} = await import('./apply/run.ts');
			return runApply(given, common);
		},
	},
	{
		name: 'vendors',
		summary: 'list the vendor profiles',
		options: [
			json,
			{
				syntax: '--schema',
				description: 'print the JSON schema of profile files, for your editor',
			},
		],
		calls: [
			{
				name: 'check',
				operands: [{syntax: '<file>', description: 'profile file'}],
				summary: 'check a profile file and name every mistake with its place',
				run: async (given, common) => {
					const {runVendorsCheck} = await import('./vendors/run.ts');
					return runVendorsCheck(given, common);
				},
			},
		],
		run: async (given, common) => {
			const {runVendors} = await import('./vendors/run.ts');
			return runVendors(given, common);
		},
	},
];
