import {useEffect} from 'react';
import {
	absent,
	type BucketNotification,
	corsForm,
	type Looked,
	mapFound,
	notificationForm,
} from '../../../account/index.ts';
import type {StatedConnection} from '../../../connection/index.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import type {Access} from '../../access.ts';
import type {Services} from '../../services.ts';
import type {WizardAction} from '../../state.ts';

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
 * Takes over the policies of bucket, key and queue and the settings of the bucket that the account holds, so that what is shown is merged with them; where it
 * holds none, what was taken over before is forgotten. Where they cannot be seen nothing happens: they can be pasted, and
 * the verification says why.
 */
export function useAccountPolicies({
	access,
	isSignedIn,
	connection,
	profile,
	services,
	dispatch,
}: Options) {
	useEffect(() => {
		if (access.kind === 'guided' || !isSignedIn) {
			return;
		}

		const controller = new AbortController();
		const take = async () => {
			const account = await services.openAccount(access);
			const {bucket, key, queue} = await account.look(connection, profile, {
				signal: controller.signal,
			});
			for (const [document, policy] of [
				['bucket-policy', bucket.policy],
				['key-policy', key.policy],
				['queue-policy', queue.policy],
				[
					'bucket-cors',
					mapFound(bucket.cors, (rules) => JSON.stringify(corsForm(rules).CORSRules, undefined, 2)),
				],
				['bucket-notification', whoIsTold(bucket.notification)],
			] as const) {
				if (controller.signal.aborted) {
					return;
				}

				if (policy.status === 'found') {
					dispatch({type: 'existing', document, text: policy.value});
				} else if (policy.status === 'absent') {
					dispatch({type: 'existing', document, text: undefined});
				}
			}
		};

		// What cannot be looked at here is said where it is looked at for its own sake.
		take().catch(() => undefined);
		return () => controller.abort();
	}, [access, isSignedIn, connection, profile, services, dispatch]);
}

/** Whom the bucket tells; where that is nobody, there is nothing to merge with. */
function whoIsTold(looked: Looked<BucketNotification>): Looked<string> {
	const told = mapFound(looked, (notification) =>
		JSON.stringify(notificationForm(notification), undefined, 2),
	);
	return told.status === 'found' && told.value === '{}' ? absent('NoSuchConfiguration') : told;
}
