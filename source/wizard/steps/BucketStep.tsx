import {useEffect, useRef, useState} from 'react';
import {visible} from '../../problems.ts';
import {type Answers, answerProblem} from '../answers.ts';
import {useBucketLook} from '../hooks/index.ts';
import {on, shown, usualKeys} from '../keys.ts';
import {deciding} from '../questions/decisions.ts';
import {bucketOffer, type Lead} from '../questions/pick.ts';
import {listedBucket} from '../questions/seen.ts';
import {askingOf, bucketQuestion} from '../questions/typed.ts';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {LookingScreen, PickScreen} from './PickScreen.tsx';
import {TypedScreen} from './TypedScreen.tsx';
import {useSettle} from './use-settle.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: BucketStep,
	help: ({folder}) => ({
		what: `The bucket that the vendor may use: its name, without s3:// and without a folder, and the AWS Region it is in.${folder?.asked === undefined ? '' : ' The folder is the part of it that the vendor works in.'}`,
		where: `AWS console > S3 > General purpose buckets. The list shows name and Region side by side. You can also paste an address of the bucket (s3://…, arn:…, https://…).${folder?.where === undefined ? '' : ` The folder: ${folder.where}`}`,
		ifWrong: `With a wrong name the policies open another bucket, or none. With a wrong Region the vendor gets an error that tells it to use another Region.${folder?.asked === undefined ? '' : ' With a wrong folder the vendor is refused.'}`,
	}),
};

type Page = 'pick' | 'type' | 'create' | 'folder';

/** Which bucket: one of the account, where one is signed in, or its name and Region typed. */
function BucketStep(props: StepProps) {
	const {state, profile, dispatch, services, onMessage} = props;
	const {answers, access, signedIn} = state;
	const isNew = answers['new-bucket'] === 'yes';
	const [page, setPage] = useState<Page>(isNew ? 'create' : 'pick');
	const [highlighted, setHighlighted] = useState(answers.bucket);
	const [awaited, setAwaited] = useState<string>();
	const offer = bucketOffer(state);
	const candidate = listedBucket(state, highlighted);
	const first = offer.status === 'offered' ? offer.pick.options[0]?.value : undefined;
	const looked =
		candidate === undefined || candidate === 'none' ? listedBucket(state, first) : candidate;
	useBucketLook(
		{services, dispatch, access, accountId: signedIn?.accountId},
		looked === undefined || looked === 'none' || state.seen?.encryptions[looked.name]
			? undefined
			: looked,
	);
	const isPicking = page === 'pick' && offer.status === 'offered';
	const asksMore = (given: Answers): boolean => {
		const lacksFolder =
			profile.folder?.asked === 'required' && answerProblem('folder', given, profile) !== undefined;
		if (answerProblem('region', given, profile) !== undefined) {
			setPage(given['new-bucket'] === 'yes' ? 'create' : 'type');
			return true;
		}

		if (lacksFolder || (profile.folder?.asked === 'optional' && isPicking)) {
			setPage('folder');
			return true;
		}

		return false;
	};
	const {settle, screen: decision} = useSettle({
		state,
		dispatch,
		step: 'bucket',
		onCorrect: () => setPage(page === 'pick' ? 'pick' : 'type'),
		asksMore,
	});
	const follow = (lead: Lead) => {
		if (lead.to === 'answer') {
			settle(lead.answers);
			return;
		}

		if (lead.to === 'look') {
			setHighlighted(lead.bucket);
			setAwaited(lead.bucket);
			return;
		}

		if (lead.answers !== undefined) {
			dispatch({type: 'answer', answers: lead.answers});
		}

		setPage(lead.to === 'create' ? 'create' : 'type');
	};
	const options = offer.status === 'offered' ? offer.pick.options : [];
	const arrived = options.find(({value}) => value === awaited)?.lead;
	const hasArrived = arrived !== undefined && arrived.to !== 'look';
	const goOn = useRef(follow);
	goOn.current = follow;
	const lead = useRef(arrived);
	lead.current = arrived;
	useEffect(() => {
		if (hasArrived && lead.current !== undefined) {
			setAwaited(undefined);
			goOn.current(lead.current);
		}
	}, [hasArrived]);

	if (decision !== null) {
		return decision;
	}

	if (page === 'pick' && (offer.status === 'looking' || awaited !== undefined)) {
		const what = offer.status === 'looking' ? offer.what : `the bucket ${visible(awaited ?? '')}`;
		return <LookingScreen what={what} onType={() => setPage('type')} />;
	}

	if (page === 'pick' && offer.status === 'offered') {
		return <PickScreen pick={offer.pick} onHighlight={setHighlighted} onPick={follow} />;
	}

	const typedBucket = listedBucket(state, answers.bucket);
	const asksRegion =
		isNew ||
		offer.status !== 'offered' ||
		(typedBucket !== undefined && typedBucket !== 'none' && typedBucket.region === undefined);
	return (
		<TypedBucket
			{...props}
			isOnlyFolder={page === 'folder'}
			isListed={offer.status === 'offered'}
			asksRegion={asksRegion}
			unlisted={offer.status === 'unlisted' ? offer.why : undefined}
			onBack={offer.status === 'offered' ? () => setPage('pick') : undefined}
			onDone={(given) => {
				const there = listedBucket(state, given.bucket);
				if (isNew && there !== undefined && there !== 'none') {
					onMessage('There is a bucket with this name already: that one is meant then.');
				}

				if (
					there !== undefined &&
					there !== 'none' &&
					there.region === undefined &&
					state.seen?.encryptions[there.name] === undefined
				) {
					setPage('pick');
					follow({to: 'look', bucket: there.name});
					return;
				}

				if (there !== undefined && there !== 'none') {
					const {region} = there;
					settle({...given, 'new-bucket': 'no', ...(region !== undefined && {region})});
					return;
				}

				// Whoever makes it by hand has decided nothing about an account to be looked into later.
				const isMadeHere = isNew && access.kind !== 'guided';
				const about = {...state, answers: {...answers, ...given}};
				settle({
					...given,
					...(isMadeHere ? deciding.createBucket(about, given.bucket ?? '') : {}),
				});
			}}
		/>
	);
}

type TypedProps = StepProps & {
	/** Whether all else is known of the bucket. */
	readonly isOnlyFolder: boolean;
	/** Whether the list of buckets says which ones there are, and where. */
	readonly isListed: boolean;
	/** Whether it has to be said where the bucket is. */
	readonly asksRegion: boolean;
	/** Why there is no list, where there should be one. */
	readonly unlisted: string | undefined;
	readonly onBack: (() => void) | undefined;
	readonly onDone: (answers: Answers) => void;
};

/** The bucket's name and Region, and the folder of a vendor that asks for one. */
function TypedBucket({
	isOnlyFolder,
	isListed,
	asksRegion,
	unlisted,
	onBack,
	onDone,
	...props
}: TypedProps) {
	const {state, profile, dispatch} = props;
	const isNew = state.answers['new-bucket'] === 'yes';
	return (
		<TypedScreen
			{...props}
			step="bucket"
			question={bucketQuestion(
				{...askingOf(state, profile), unlisted},
				{isOnlyFolder, isListed, asksRegion, isMadeHere: state.access.kind !== 'guided'},
			)}
			keys={[
				shown('next'),
				shown('nextField'),
				!isListed &&
					on('newBucket', () =>
						dispatch({type: 'answer', answers: {'new-bucket': isNew ? 'no' : 'yes'}}),
					),
				state.access.kind === 'guided' && shown('signIn'),
				...usualKeys(onBack),
			]}
			onDone={onDone}
		/>
	);
}
