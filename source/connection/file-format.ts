import {baseFields, type Connection} from './fields.ts';

/**
 * The connection as its file holds it: fields in the documented order, the vendor's inputs behind them at the top level,
 * and no field that holds what counts where it is left out.
 */
export function toFileFormat(connection: Connection): Record<string, unknown> {
	const fields = baseFields.flatMap(({name, default: usual}) => {
		const value = connection[name];

		return value === undefined || value === usual ? [] : [[name, value] as const];
	});

	return {version: connection.version, ...Object.fromEntries(fields), ...connection.inputs};
}
