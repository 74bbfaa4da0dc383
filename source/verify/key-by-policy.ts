import {buildDocuments, hasDocument} from '../documents/index.ts';
import {listOf} from '../policy/index.ts';
import type {Situation} from './situation.ts';

/**
 * Whether the article lets the customer's role use the key by the key policy alone, since its role policy says nothing of the
 * key: then it is of no use that the key policy leaves the key to IAM. For a key of another account that is not enough.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function isKeyByPolicyAlone({
	connection,
	profile,
	isCustomerRole,
	keyAccountId,
}: Pick<Situation, 'connection' | 'profile' | 'isCustomerRole' | 'keyAccountId'>): boolean {
	if (
		!isCustomerRole ||
		keyAccountId !== connection.accountId ||
		!hasDocument('key-policy', connection, profile)
	) {
		return false;
	}

	return buildDocuments(connection, profile, {only: 'role-policy'}).every(({document}) =>
		listOf(document.Statement).every(({Action}) =>
			listOf(Action).every((action) => !action.toLowerCase().startsWith('kms:')),
		),
	);
}
