import type {Account, AwsProfile, SignInNotice, WritableAccount} from '../account/index.ts';
import type {ExecuteContext} from '../apply/index.ts';
import type {DocumentId} from '../aws/index.ts';
import type {CopyResult} from '../clipboard/index.ts';
import type {StatedConnection} from '../connection/index.ts';
import type {Compute} from '../verify/index.ts';
import type {Access} from './access.ts';
import type {Progress} from './progress.ts';

/** An account, and what stands in the place of AWS, if anything does. */
export type OpenAccount = WritableAccount & {readonly endpoint?: string};

/** An account in which changes are made, and where and how they are made safe. */
export type ApplyAccount = WritableAccount & {
	readonly writing: Pick<ExecuteContext, 'backupFolder' | 'now' | 'wait'>;
};

export type AccountOptions = {
	/** Asks the person for the code of the MFA device with this serial number. */
	readonly mfaCode?: (serial: string) => Promise<string>;
	/** Told what the person should know of the sign-in. */
	readonly onNotice?: (notice: SignInNotice) => void;
};

/** Everything outside of the wizard that its screens use; handed in, so that a test can hand in its own. */
export type Services = {
	copy(text: string, name: string): Promise<CopyResult>;
	/** Writes the text to a file of the user's data folder; gives the result to show. */
	saveFile(text: string, name: string): Promise<CopyResult>;
	/** Opens an address in the browser; false where there is none to open it with. */
	openUrl(url: string): Promise<boolean>;
	/** Text of a file that the person named; throws UserError. */
	readText(file: string): Promise<string>;
	/** The profiles of the shared AWS files, and whether the environment holds credentials of its own. */
	listAccess(): Promise<{
		readonly profiles: readonly AwsProfile[];
		readonly hasEnvironment: boolean;
	}>;
	/**
	 * Opens the account, once per way of access: who signs in by MFA is asked for the code through `mfaCode`. Throws
	 * UserError where one cannot sign in.
	 */
	openAccount(access: Access, options?: AccountOptions): Promise<OpenAccount>;
	/** The account with what changing it needs. Throws UserError like `openAccount`. */
	openForChanges(access: Access): Promise<ApplyAccount>;
	/** Pasted documents in the place of an account. */
	openDocuments(texts: Readonly<Partial<Record<DocumentId, string>>>): Promise<Account>;
	/** Writes the connection file and gives its path; throws UserError. */
	saveConnection(connection: StatedConnection): Promise<string>;
	/** Keeps this run, so that it can be gone on with; false where it cannot be kept. */
	saveProgress(progress: Progress): Promise<boolean>;
	/** Forgets this run, once it was gone through to its end. */
	forgetProgress(): Promise<void>;
	/** Says that this run goes on from the one in the file, whose place it takes. */
	continueRun(file: string): void;
	/** Forgets another run that is kept. */
	forgetRun(file: string): Promise<void>;
	/** Runs what takes time to compute so that Ctrl+C ends it all the same; throws UserError then. */
	compute: Compute;
	/** Whether the terminal makes links of addresses. */
	readonly knowsLinks?: boolean;
	/** Stops the program until the shell goes on with it; absent where a shell has no such thing. */
	suspend?(): void;
	now(): Date;
	randomId(): string;
};
