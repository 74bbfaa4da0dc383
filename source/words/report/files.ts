import type {Report} from './report.ts';

type ReportFile = {
	/** What the option of that name writes, for `--help`. */
	readonly help: string;
	/** The text of the file; `mask` asks for names and numbers to be masked where the format can. */
	readonly write: (report: Report, options: {readonly mask: boolean}) => Promise<string>;
};

/** The reports that `verify` writes into files, by the names of their options. */
export const reportFiles = {
	junit: {
		help: 'also write a JUnit report',
		write: async (report) => (await import('./junit.ts')).reportJunit(report),
	},
	report: {
		help: 'also write a Markdown report, for support',
		write: async (report, options) =>
			(await import('./markdown.ts')).reportMarkdown(report, options),
	},
} as const satisfies Readonly<Record<string, ReportFile>>;

type ReportFileName = keyof typeof reportFiles;

/** The names of all options that write a report. */
export const reportFileNames = Object.keys(reportFiles) as readonly ReportFileName[];
