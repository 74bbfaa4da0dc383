import {Component, type ReactNode} from 'react';

type Props = {
	readonly children: ReactNode;
	/** Told once what a screen threw. */
	readonly onError: (error: Error) => void;
	/** Shown in place of the screen; nothing if left out. */
	readonly fallback?: ReactNode;
	/** Another value gives the screen another chance: the current step's id, for example. */
	readonly resetKey?: string;
};

type State = {
	readonly hasFailed: boolean;
	readonly resetKey: string | undefined;
};

/** Keeps a screen that throws from taking the whole wizard down without a word. */
export class ErrorBoundary extends Component<Props, State> {
	override state: State = {hasFailed: false, resetKey: this.props.resetKey};

	static getDerivedStateFromError(): Partial<State> {
		return {hasFailed: true};
	}

	static getDerivedStateFromProps({resetKey}: Props, state: State): State | null {
		return resetKey === state.resetKey ? null : {hasFailed: false, resetKey};
	}

	override componentDidCatch(error: unknown): void {
		this.props.onError(error instanceof Error ? error : new Error(String(error)));
	}

	override render(): ReactNode {
		return this.state.hasFailed ? (this.props.fallback ?? null) : this.props.children;
	}
}
