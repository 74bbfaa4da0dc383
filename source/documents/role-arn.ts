import {roleArn as arnOf} from '../aws/index.ts';
import type {Connection} from '../connection/index.ts';
import {UserError} from '../errors.ts';

/** ARN of the connection's role, `arn:aws:iam::ACCOUNT:role/PATH/NAME`; UserError where the connection has no role. */
export function roleArn({accountId, rolePath = '/', roleName}: Connection): string {
	if (roleName === undefined) {
		throw new UserError('This connection has no role: the vendor uses a role of its own.');
	}

	return arnOf({accountId, rolePath, roleName});
}
