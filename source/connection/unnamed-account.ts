import {type Connection, type StatedConnection, statesAccount} from './fields.ts';

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
	let number = 0;
	// There is no need for it to exist.
	while (said.includes(numbered(number))) {
		number += 1;
	}

	return {...connection, accountId: numbered(number)};
}

function numbered(number: number): string {
	return String(number).padStart(12, '0');
}
