import {useEffect, useState} from 'react';
import type {StatedConnection} from '../../../connection/index.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import type {Access} from '../../access.ts';
import type {Services} from '../../services.ts';
import type {WizardAction} from '../../state.ts';
import {documentsInAccount} from './account-documents.ts';

type Options = {
	readonly access: Access;
	/** Before one is signed in nothing is looked at: a code may have to be asked for. */
	readonly isSignedIn: boolean;
	readonly connection: StatedConnection;
	readonly profile: VendorProfile;
	readonly services: Services;
	readonly dispatch: (action: WizardAction) => void;
};

/**
 * Takes over what the account holds of the documents, so that what is shown is merged with it; where it
 * holds none, what was taken over before is forgotten. Where they cannot be seen nothing happens: they can be pasted, and
 * the verification says why. Gives whether one is still looking: until then a document may lack what is there.
 */
export function useAccountPolicies({
	access,
	isSignedIn,
	connection,
	profile,
	services,
	dispatch,
}: Options): boolean {
	const looks = access.kind !== 'guided' && isSignedIn;
	const [seenFor, setSeenFor] = useState<StatedConnection>();
	useEffect(() => {
		if (!looks) {
			return;
		}

		const controller = new AbortController();
		const take = async () => {
			const account = await services.openAccount(access);
			const snapshot = await account.look(connection, profile, {signal: controller.signal});
			if (!controller.signal.aborted) {
				for (const held of documentsInAccount(snapshot, connection, profile)) {
					dispatch({type: 'existing', ...held});
				}
			}
		};

		// What cannot be looked at here is said where it is looked at for its own sake.
		take()
			.catch(() => undefined)
			.then(() => {
				if (!controller.signal.aborted) {
					setSeenFor(connection);
				}
			});
		return () => controller.abort();
	}, [access, looks, connection, profile, services, dispatch]);
	return looks && seenFor !== connection;
}
