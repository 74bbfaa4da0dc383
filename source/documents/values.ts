import type {Connection} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {quoted} from '../problems.ts';
import type {VendorProfile} from '../vendors/index.ts';

/** ARN of the connection's role, `arn:aws:iam::ACCOUNT:role/PATH/NAME`; UserError where the connection has no role. */
export function roleArn(connection: Connection): string {
	if (connection.roleName === undefined) {
		throw new UserError('This connection has no role: the vendor uses a role of its own.');
	}

	return `arn:aws:iam::${connection.accountId}:role${connection.rolePath ?? '/'}${connection.roleName}`;
}

/** ARN of the connection's bucket, `arn:aws:s3:::BUCKET`. */
export function bucketArn(connection: Pick<Connection, 'bucket'>): string {
	return `arn:aws:s3:::${connection.bucket}`;
}

/** Where a key is and whose it is, as its ARN says. */
export type KeyParts = {
	readonly region: string;
	readonly accountId: string;
	/** A UUID, or `mrk-` and 32 hexadecimal digits. */
	readonly keyId: string;
};

/** The parts of a key ARN; UserError for anything else, an alias included. */
export function keyParts(arn: string): KeyParts {
	const [, region, accountId, keyId] =
		/^arn:aws:kms:([a-z0-9-]+):(\d{12}):key\/([A-Za-z0-9-]+)$/.exec(arn) ?? [];
	if (region === undefined || accountId === undefined || keyId === undefined) {
		throw new UserError(`${quoted(arn)} is not the ARN of a KMS key.`, {
			problems: [
				{
					field: 'kmsKeyArn',
					value: arn,
					rule: 'The ARN of a key names its region, its account and the key itself.',
					example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
				},
			],
		});
	}

	return {region, accountId, keyId};
}

/** The twelve digits of the account that an ARN names. */
export function accountOf(arn: string): string {
	return arn.split(':')[4] ?? '';
}

/** Every name that a template may use; `undefined` where the name is known and this connection has no such value. */
export type PlaceholderValues = ReadonlyMap<string, string | undefined>;

/** The values of a profile's placeholders for one connection; the profile's own inputs under their field names. */
export function placeholderValues(
	connection: Connection,
	profile: VendorProfile,
): PlaceholderValues {
	const key = connection.kmsKeyArn === undefined ? undefined : keyParts(connection.kmsKeyArn);
	const hasRole = connection.roleName !== undefined;
	return new Map([
		...profile.inputs.map(({field}) => [field, ownValue(connection.inputs, field)] as const),
		['bucket', connection.bucket],
		['bucketArn', bucketArn(connection)],
		['region', connection.region],
		['accountId', connection.accountId],
		['kmsKeyArn', connection.kmsKeyArn],
		['keyAccountId', key?.accountId],
		['keyId', key?.keyId],
		['roleName', connection.roleName],
		// A Sid of IAM takes letters and digits only.
		['roleNameAlphanumeric', connection.roleName?.replaceAll(/[^A-Za-z0-9]/g, '')],
		['rolePath', hasRole ? (connection.rolePath ?? '/') : undefined],
		['roleArn', hasRole ? roleArn(connection) : undefined],
		['externalId', connection.externalId],
		['principal', profile.principal],
		['principalAccount', accountOf(profile.principal)],
	]);
}

function ownValue(record: Readonly<Record<string, string>>, field: string): string | undefined {
	return Object.hasOwn(record, field) ? record[field] : undefined;
}
