import {type Connection, type StatedConnection, statesAccount} from './fields.ts';

/** What stands for an account that nobody names; there is no need for it to exist. */
const standIns = Array.from({length: 100}, (_, index) => String(index).padStart(12, '0'));

/**
 * The connection as it is where it states its account, else as if its bucket were in an account of which `texts` say
 * nothing: nobody in the texts is then taken for somebody of that account.
 */
export function inSomeAccount(
	connection: StatedConnection,
	texts: readonly string[] = [],
): Connection {
	if (statesAccount(connection)) {
		return connection;
	}

	const said = JSON.stringify([connection, ...texts]);
	return {...connection, accountId: standIns.find((number) => !said.includes(number)) ?? ''};
}
