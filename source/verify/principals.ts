import {listOf, type Principal, type Statement} from '../policy/index.ts';

/** How a statement names each of its AWS principals: ARNs, account IDs, unique IDs or `*`. */
export function awsPrincipals({Principal}: Statement): readonly string[] {
	return Principal === '*' ? ['*'] : listOf(Principal?.AWS);
}

/** Whom a Principal element names, one by one. */
export function principalsOf(principal: Principal | undefined): string[] {
	if (principal === undefined || principal === '*') {
		return principal === undefined ? [] : ['*'];
	}

	return [principal.AWS, principal.Service, principal.Federated, principal.CanonicalUser].flatMap(
		(names) => [...listOf(names)],
	);
}
