import {listOf, type Statement} from '../policy/index.ts';

/** How a statement names each of its AWS principals: ARNs, account IDs, unique IDs or `*`. */
export function awsPrincipals({Principal}: Statement): readonly string[] {
	return Principal === '*' ? ['*'] : listOf(Principal?.AWS);
}
