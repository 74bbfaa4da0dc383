import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {vi} from 'vitest';

/**
 * Puts shared files of AWS and an environment in the place of the real ones, with nothing in it that could lead to
 * credentials from elsewhere. Gives what undoes it.
 */
export function useSharedFiles(
	files: {readonly config?: string; readonly credentials?: string} = {},
	environment: Readonly<Record<string, string>> = {},
): () => void {
	const folder = mkdtempSync(path.join(tmpdir(), 'shared-files-'));
	for (const name of Object.keys(process.env).filter((key) => key.startsWith('AWS_'))) {
		vi.stubEnv(name, undefined);
	}

	const paths = {
		config: path.join(folder, 'config'),
		credentials: path.join(folder, 'credentials'),
	};
	writeFileSync(paths.config, files.config ?? '');
	writeFileSync(paths.credentials, files.credentials ?? '');
	vi.stubEnv('HOME', folder);
	vi.stubEnv('AWS_CONFIG_FILE', paths.config);
	vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', paths.credentials);
	vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
	vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
	for (const [name, value] of Object.entries(environment)) {
		vi.stubEnv(name, value);
	}

	return () => {
		vi.unstubAllEnvs();
		rmSync(folder, {recursive: true, force: true});
	};
}
