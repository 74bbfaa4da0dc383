import {readFile} from 'node:fs/promises';
import {UserError} from '../../errors.ts';

/** Certificates to trust, and who says so. */
export type Bundle = {readonly text: string; readonly file: string};

/**
 * The certificates to trust in place of Node's own: those of the file that `AWS_CA_BUNDLE` or `ca_bundle` of the profile
 * names; undefined where neither is set. Throws `UserError` where the file cannot be read or holds no certificate.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html
 */
export async function trustedBundle(
	ofEnvironment: string | undefined,
	ofProfile: string | undefined,
): Promise<Bundle | undefined> {
	const [field, file] = ofEnvironment
		? ['AWS_CA_BUNDLE', ofEnvironment]
		: ['ca_bundle', ofProfile ?? ''];
	if (file === '') {
		return undefined;
	}

	const text = await readFile(file, 'utf8').catch(() => undefined);
	if (text === undefined || !/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(text)) {
		throw new UserError('The file with the certificates to trust is of no use', {
			problems: [
				{
					field,
					value: file,
					rule:
						text === undefined
							? 'This file cannot be read. It must hold the certificates to trust, in the PEM format.'
							: 'This file holds no certificate in the PEM format, which begins with "-----BEGIN CERTIFICATE-----".',
					example: '/etc/ssl/certs/ca-certificates.crt',
				},
			],
		});
	}

	return {text, file};
}
