import type {Connection} from './types.ts';

/**
 * The connection as its file holds it: fields in the documented order, the vendor's inputs behind them at the top level,
 * and no `rolePath` where it is `/`.
 */
export function toFileFormat(connection: Connection): Record<string, unknown> {
	const {version, vendor, purpose, bucket, region, accountId, encryption} = connection;
	const {kmsKeyArn, roleName, rolePath, externalId, inputs} = connection;

	return {
		version,
		vendor,
		purpose,
		bucket,
		region,
		accountId,
		encryption,
		...(kmsKeyArn === undefined ? {} : {kmsKeyArn}),
		...(roleName === undefined ? {} : {roleName}),
		...(rolePath === undefined || rolePath === '/' ? {} : {rolePath}),
		...(externalId === undefined ? {} : {externalId}),
		...inputs,
	};
}
