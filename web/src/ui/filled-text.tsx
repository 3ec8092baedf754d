import './filled-text.css';
import type { FilledPart } from '@outpace/protocol/responses.ts';

/** A text with its field codes filled; what is not known stands out instead of a gap. */
export function FilledText({ parts }: { readonly parts: readonly FilledPart[] }) {
  let place = 0;
  return (
    <p className="filled">
      {parts.map((part) => {
        place += 1;
        return <Part key={place} part={part} />;
      })}
    </p>
  );
}

function Part({ part }: { readonly part: FilledPart }) {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'value':
      return (
        <span className="filled-value" title={part.label}>
          {part.text}
        </span>
      );
    case 'missing':
      return <mark className="filled-missing">{part.label}: not known</mark>;
    case 'unknown':
      return <mark className="filled-unknown">no such field code: {part.code || '{}'}</mark>;
  }
}
