import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const NEAR_END_PIXELS = 24;
const ABOVE_QUESTION_PIXELS = 8;

/** The reader's own messages within the content. */
const QUESTIONS = '.entry.user';
/** An agent at work, which is followed to its end: there it asks. */
const WORK = '.entry:last-child .tool-card';

export interface FollowEnd {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isFollowing: boolean;
  readonly goToEnd: () => void;
}

/**
 * Keeps the end in view while content grows, until the reader scrolls up. What comes all at once and is taller than
 * the view is shown from its question on; without any question the view stays at the top.
 */
export function useFollowEnd(): FollowEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [isFollowing, setFollowing] = useState(true);

  const follow = (value: boolean) => {
    following.current = value;
    setFollowing(value);
  };

  useEffect(() => {
    const view = scroller.current;
    const inner = content.current;
    if (view === null || inner === null) return;
    let lastTop = view.scrollTop;
    let lastHeight = view.scrollHeight;
    let lastAsked = 0;
    // Growth below the view is no scrolling up: only a smaller offset is.
    const notice = () => {
      const isNearEnd = view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_END_PIXELS;
      if (view.scrollTop < lastTop && !isNearEnd) follow(false);
      else if (isNearEnd) follow(true);
      lastTop = view.scrollTop;
    };
    const observer = new ResizeObserver(() => {
      // The reader may have scrolled in this very frame, before the event for it.
      if (view.scrollTop < lastTop) notice();
      const questions = inner.querySelectorAll<HTMLElement>(QUESTIONS);
      const question = questions[questions.length - 1];
      const isTall = view.scrollHeight - lastHeight > view.clientHeight;
      const isWhole = isTall && questions.length - lastAsked <= 1 && inner.querySelector(WORK) === null;
      lastHeight = view.scrollHeight;
      lastAsked = questions.length;
      if (!following.current) return;
      const end = view.scrollHeight - view.clientHeight;
      const start = question === undefined ? 0 : question.offsetTop - inner.offsetTop - ABOVE_QUESTION_PIXELS;
      view.scrollTop = question === undefined || isWhole ? Math.min(start, end) : end;
      lastTop = view.scrollTop;
      if (end - lastTop > NEAR_END_PIXELS) follow(question === undefined);
    });
    observer.observe(inner);
    observer.observe(view);
    view.addEventListener('scroll', notice, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', notice);
    };
  }, []);

  const goToEnd = () => {
    follow(true);
    const view = scroller.current;
    if (view !== null) view.scrollTop = view.scrollHeight;
  };
  return { scroller, content, isFollowing, goToEnd };
}
