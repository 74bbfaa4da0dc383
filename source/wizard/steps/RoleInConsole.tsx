import {accountOf, createRolePath, createRoleUrl} from '../../aws/index.ts';
import {checkConnection, vendorPrincipals} from '../../connection/index.ts';
import {answersAsConnection} from '../answers.ts';
import {CopyList, Text} from '../components/index.ts';
import {useCopy, useCopyAddress, useOpen} from '../hooks/index.ts';
import {on, shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps} from '../step-screen.ts';
import {theme} from '../theme.ts';

type Props = StepProps & {
	/** What to do before one goes there. */
	readonly intro: string;
	/** What to do in the console's form, after the way there. */
	readonly form: string;
	/** What else is worth knowing there, below the values. */
	readonly notes?: readonly string[];
	readonly onNext: () => void;
	/** What Enter does. */
	readonly next?: string;
	/** Where Esc leads; to the step before if left out. */
	readonly onBack?: () => void;
};

/** How the role is created in the console, with the values to type there. */
export function RoleInConsole({intro, form, notes = [], onNext, next, onBack, ...props}: Props) {
	const {state, profile, dispatch, services, onMessage} = props;
	const {connection} = checkConnection(answersAsConnection(state.answers, profile), profile);
	const vendorAccount = accountOf(vendorPrincipals(connection, profile)[0]);
	const {externalId} = connection;
	const url = createRoleUrl(vendorAccount, externalId);
	const open = useOpen(services, onMessage);
	const copyAddress = useCopyAddress({services, dispatch, onMessage});
	const {copy, save} = useCopy({services, dispatch, onMessage});
	const items = [
		{label: 'Account ID', value: vendorAccount},
		...(externalId === undefined ? [] : [{label: 'External ID', value: externalId}]),
		{label: 'Role name', value: connection.roleName ?? ''},
	];
	return (
		<Screen
			keys={[
				shown('copyNumber'),
				on('saveFile', () =>
					save(
						items.map(({label, value}) => `${label}: ${value}\n`).join(''),
						`${connection.bucket}-role-values.txt`,
						'role-values',
					),
				),
				on('open', () => open(url)),
				on('copyAddress', () => copyAddress(url)),
				shown('scroll'),
				on('next', onNext, next),
				...usualKeys(onBack),
			]}
		>
			<Text bold color={theme.heading}>
				Create the role in the AWS console
			</Text>
			<CopyList
				before={[intro, `${createRolePath}.`, form]}
				items={items}
				after={[
					...notes,
					...(connection.rolePath && connection.rolePath !== '/'
						? [
								`The console only creates roles with the path /; for ${connection.rolePath} use the AWS command line (aws iam create-role --path).`,
							]
						: []),
					{label: 'Link: ', text: url, url},
				]}
				copied={(item) => state.copied[`role:${item.label}`] === item.value}
				onCopy={(item) => copy(item.value, item.label, `role:${item.label}`)}
			/>
		</Screen>
	);
}
