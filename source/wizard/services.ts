import type {CopyResult} from '../clipboard/index.ts';
import type {Connection} from '../connection/index.ts';
import type {Progress} from './progress.ts';

/** Everything outside of the wizard that its screens use; handed in, so that a test can hand in its own. */
export type Services = {
	copy(text: string, name: string): Promise<CopyResult>;
	/** Writes the text to a file of the user's data folder; gives the result to show. */
	saveFile(text: string, name: string): Promise<CopyResult>;
	/** Opens an address in the browser; false where there is none to open it with. */
	openUrl(url: string): Promise<boolean>;
	/** Text of a file that the person named; throws UserError. */
	readText(file: string): Promise<string>;
	/** Writes the connection file and gives its path; throws UserError. */
	saveConnection(connection: Connection): Promise<string>;
	saveProgress(progress: Progress): Promise<boolean>;
	forgetProgress(): Promise<void>;
	now(): Date;
	randomId(): string;
};
